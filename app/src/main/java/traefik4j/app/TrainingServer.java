package traefik4j.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The server behind the proxy that is trained: it answers whatever it is asked, briefly, at length or in chunks. It has
 * none of the proxy's code, so that the profiles of that are of its work alone.
 */
final class TrainingServer implements AutoCloseable {
    private static final int CONNECTIONS = 50;
    private static final String SHORT = ok("Content-Length: 100\r\n\r\n" + "0123456789".repeat(10));
    private static final String LONG = ok("Content-Length: 65536\r\n\r\n" + "0123456789abcdef".repeat(4096));
    private static final String CHUNKS =
            ok("Transfer-Encoding: chunked\r\n\r\n" + "a\r\n0123456789\r\n".repeat(5) + "0\r\n\r\n");

    private final ServerSocket listener;

    private TrainingServer(ServerSocket listener) {
        this.listener = listener;
    }

    private static String ok(String rest) {
        return "HTTP/1.1 200 OK\r\nServer: training\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nContent-Type: text/plain\r\n"
                + rest;
    }

    /** A server that listens. */
    static TrainingServer start() throws IOException {
        TrainingServer server = new TrainingServer(new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress()));
        beside(server::accept);
        return server;
    }

    private static void beside(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    /** Where it listens. */
    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                beside(() -> serve(socket));
            }
        } catch (IOException closed) {
            // and that is its end
        }
    }

    private static void serve(Socket socket) {
        try (TrainingWire client = new TrainingWire(socket)) {
            while (true) {
                String request = client.receive();
                client.send(request.contains("/long") ? LONG : request.contains("/chunks") ? CHUNKS : SHORT);
            }
        } catch (IOException gone) {
            // the proxy needs the connection no longer
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
