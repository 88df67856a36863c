package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way over TLS to a server, for a client that does not speak it: a port of this machine, what goes in there comes out at
 * the server. It carries nothing but what our own client says, which has to name the port of its own that the first bytes
 * come from. Runs on virtual threads.
 */
final class Tunnel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int ONE_SERVER = 50;
    private static final int CHUNK = 16 << 10;

    private final Endpoint server;
    private final SSLContext tls;
    private final Predicate<SocketAddress> ours;
    private final Consumer<IOException> trouble;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Takes a port, and lets nobody in yet.
     *
     * @param ours whether a connection of this machine is one of our client
     * @param trouble told why the server cannot be reached
     */
    Tunnel(Endpoint server, SSLContext tls, Predicate<SocketAddress> ours, Consumer<IOException> trouble)
            throws IOException {
        this.server = server;
        this.tls = tls;
        this.ours = ours;
        this.trouble = trouble;
        this.entrance = new ServerSocket(0, ONE_SERVER, InetAddress.getLoopbackAddress());
    }

    /** Where the client connects to. */
    String entrance() {
        return new Endpoint(entrance.getInetAddress().getHostAddress(), entrance.getLocalPort()).toString();
    }

    void start() {
        Thread.ofVirtual().name("zookeeper-tls").start(this::accept);
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Thread.ofVirtual().name("zookeeper-tls").start(() -> carry(client));
            }
        } catch (IOException e) {
            LOG.debug("the way to {} is closed", server);
        }
    }

    private void carry(Socket client) {
        open.add(client);
        try (client) {
            byte[] first = first(client);
            if (first.length > 0 && ours.test(client.getRemoteSocketAddress())) {
                carry(first, client);
            }
        } catch (IOException e) {
            LOG.debug("a connection to {} has ended", server, e);
        } finally {
            open.remove(client);
        }
    }

    /** The client knows by what port it speaks before it speaks. */
    private static byte[] first(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        client.setSoTimeout((int) PATIENCE.toMillis());
        byte[] bytes = new byte[CHUNK];
        int length = client.getInputStream().read(bytes);
        client.setSoTimeout(0);
        return Arrays.copyOf(bytes, Math.max(0, length));
    }

    private void carry(byte[] first, Socket client) throws IOException {
        try (Socket plain = new Socket();
                SSLSocket secure = handshake(plain)) {
            open.add(plain);
            secure.getOutputStream().write(first);
            Thread.ofVirtual().name("zookeeper-tls-answers").start(() -> pass(secure, client, plain));
            pass(client, secure, plain);
        }
    }

    private SSLSocket handshake(Socket plain) throws IOException {
        try {
            plain.setTcpNoDelay(true);
            server.connect(plain, PATIENCE);
            SSLSocket secure =
                    (SSLSocket) tls.getSocketFactory().createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.setSoTimeout((int) PATIENCE.toMillis());
            secure.startHandshake();
            secure.setSoTimeout(0);
            return secure;
        } catch (IOException e) {
            trouble.accept(e);
            throw e;
        }
    }

    /** Until one side ends, which ends the other way too; TLS is not said farewell, as ZooKeeper's messages have a length. */
    private void pass(Socket from, Socket to, Socket plain) {
        try (plain) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("a connection to {} breaks off", server, e);
        } finally {
            end(from);
            end(to);
            open.remove(plain);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("not closed", e);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            LOG.debug("not closed", e);
        }
        open.forEach(Tunnel::end);
    }
}
