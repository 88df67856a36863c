package traefik4j.app;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What the AOT cache is made from: a configuration with a bit of everything, the quickstart, some thousand requests of the usual kinds through it, and a regular end.
 * {@code bin/traefik} runs it while the JVM records which classes are used and how.
 */
final class Training {
    private static final int ROUNDS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String HOST = " HTTP/1.1\r\nHost: whoami.localhost\r\n";
    private static final List<String> REQUESTS = List.of(
            "GET /" + HOST + "\r\n",
            "GET /a/path?a=query" + HOST
                    + "User-Agent: Training/1.0 (X11; Linux)\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Encoding: gzip, br\r\n"
                    + "Cookie: session=0123456789abcdef\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: keep-alive\r\n\r\n",
            "POST /" + HOST + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
            "POST /" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n");

    private Training() {}

    public static void main(String[] arguments) throws Exception {
        TrainingMaterial.read(Path.of("").toAbsolutePath());
        int port = freePort();
        Thread.ofPlatform().name("training").start(() -> System.exit(sendAll(port)));
        Main.main(new String[] {"quickstart", "--port", Integer.toString(port)});
    }

    /** Sends everything, again over a new connection when one was closed, and returns the exit code. */
    private static int sendAll(int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int sent = 0;
        while (sent < ROUNDS * REQUESTS.size() && System.nanoTime() < end) {
            sent += sendOverOneConnection(port, sent);
        }
        return sent > 0 ? 0 : 1;
    }

    private static int sendOverOneConnection(int port, int before) {
        int sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (int next = before; next < ROUNDS * REQUESTS.size(); next++, sent++) {
                out.write(REQUESTS.get(next % REQUESTS.size()).getBytes(StandardCharsets.ISO_8859_1));
                readResponse(in);
            }
        } catch (IOException notUpOrClosed) {
            LockSupport.parkNanos(PAUSE.toNanos()); // and the caller opens another connection
        }
        return sent;
    }

    private static void readResponse(BufferedReader in) throws IOException {
        long length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Long.parseLong(field.substring(15).strip());
            }
            chunked |= field.startsWith("transfer-encoding:");
        }
        for (long left = length; left > 0; left--) {
            if (in.read() < 0) {
                throw new EOFException("closed in the middle of a body");
            }
        }
        for (String last = ""; chunked && !last.equals("0"); ) {
            last = line(in);
        }
        if (chunked) {
            line(in);
        }
    }

    private static String line(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("closed in the middle of a response");
        }
        return line;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
