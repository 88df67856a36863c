package traefik4j.proxy.flow;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server that does with each connection what its script says, and records what it received byte for byte. */
final class ScriptedServer implements AutoCloseable {
    /** What is done with a connection; it is closed when the script ends. */
    @FunctionalInterface
    interface Script {
        void play(Connection connection) throws Exception;
    }

    /** A connection of the proxy. */
    static final class Connection extends RawSocket {
        private final int number;

        private Connection(Socket socket, int number) {
            super(socket);
            this.number = number;
        }

        /** Which one it is, counted from 0. */
        int number() {
            return number;
        }

        /** The TLS of the connection. */
        ExtendedSSLSession tls() {
            return (ExtendedSSLSession) ((SSLSocket) socket()).getSession();
        }

        /** Reads a request, head and body. */
        String request() {
            String head = readThrough("\r\n\r\n");
            return head + readBody(head);
        }

        /** Reads the head of a request. */
        String head() {
            return readThrough("\r\n\r\n");
        }

        /** Reads a request and sends this. */
        void answer(String response) {
            request();
            send(response);
        }

        /** Gives every request the same response, until the proxy closes. */
        void answerAll(String response) {
            while (true) {
                try {
                    answer(response);
                } catch (UncheckedIOException e) {
                    return;
                }
            }
        }

        /** Answers every request with itself, as the body. */
        void echoAll() {
            while (true) {
                try {
                    String request = request();
                    send("HTTP/1.1 200 OK\r\nContent-Length: " + request.length() + "\r\n\r\n" + request);
                } catch (UncheckedIOException e) {
                    return;
                }
            }
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** Listens on 127.0.0.1. */
    static ScriptedServer start(Script script) {
        return start("127.0.0.1", 0, script);
    }

    /** Listens on this address; a receive buffer of 0 is the usual one. */
    static ScriptedServer start(String host, int receiveBuffer, Script script) {
        try {
            ServerSocket listener = new ServerSocket();
            if (receiveBuffer > 0) {
                listener.setReceiveBufferSize(receiveBuffer);
            }
            return start(listener, host, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on 127.0.0.1 and speaks TLS; clients have to show a certificate or not. */
    static ScriptedServer secure(SSLContext tls, boolean asksForCertificate, Script script) {
        try {
            SSLServerSocket listener =
                    (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
            listener.setNeedClientAuth(asksForCertificate);
            return start(listener, "127.0.0.1", script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScriptedServer start(ServerSocket listener, String host, Script script) throws IOException {
        listener.bind(new java.net.InetSocketAddress(InetAddress.getByName(host), 0));
        ScriptedServer server = new ScriptedServer(listener, script);
        Thread.startVirtualThread(server::accept);
        return server;
    }

    private void accept() {
        while (true) {
            Connection connection;
            try {
                connection = new Connection(listener.accept(), connections.size());
            } catch (IOException e) {
                // Closed: the test is over.
                return;
            }
            connections.add(connection);
            Thread.startVirtualThread(() -> play(connection));
        }
    }

    private void play(Connection connection) {
        try (connection) {
            script.play(connection);
        } catch (UncheckedIOException e) {
            // The proxy left; whether it should have is for the test to say.
        } catch (Exception | AssertionError e) {
            fault.compareAndSet(null, e);
        }
    }

    /** The port. */
    int port() {
        return listener.getLocalPort();
    }

    /** The URL for a configuration. */
    String url() {
        String host = listener.getInetAddress().getHostAddress();
        return (listener instanceof SSLServerSocket ? "https://" : "http://")
                + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** The number of connections there were. */
    int connections() {
        return connections.size();
    }

    /** Waits for a connection, counted from 0. */
    Connection connection(int number) {
        await().until(() -> connections.size() > number);
        return connections.get(number);
    }

    /** All bytes received, over all connections. */
    String received() {
        StringBuilder all = new StringBuilder();
        connections.forEach(connection -> all.append(connection.received()));
        return all.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(RawSocket::close);
        Throwable thrown = fault.get();
        if (thrown != null) {
            throw new AssertionError("the script of a server failed", thrown);
        }
    }
}
