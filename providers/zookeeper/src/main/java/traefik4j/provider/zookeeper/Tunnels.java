package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ClientTls;
import traefik4j.control.client.TlsIdentity;

/** A way over TLS to each server, and the client that goes them. */
final class Tunnels implements ZookeeperFactory, AutoCloseable {
    private final List<Tunnel> all = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Client client;

    private Tunnels() {}

    /**
     * Opens the ways; nothing is sent yet.
     *
     * @param trouble told why a server cannot be reached
     */
    static Tunnels to(List<String> servers, ClientTls tls, Consumer<IOException> trouble) throws IOException {
        SSLContext context = TlsIdentity.of(tls).context();
        Tunnels tunnels = new Tunnels();
        try {
            for (String server : servers) {
                Tunnel tunnel = new Tunnel(Endpoint.of(server), context, tunnels::isOurs, trouble);
                tunnels.all.add(tunnel);
                tunnel.start();
            }
            return tunnels;
        } catch (IOException e) {
            tunnels.close();
            throw e;
        }
    }

    /** Where the client connects to. */
    String entrances() {
        return all.stream().map(Tunnel::entrance).collect(Collectors.joining(","));
    }

    @Override
    public ZooKeeper newZooKeeper(String servers, int session, Watcher watcher, boolean readOnly) throws IOException {
        lock.lock();
        try {
            client = new Client(servers, session, watcher, readOnly);
            return client;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOurs(SocketAddress address) {
        lock.lock();
        try {
            return client != null && address.equals(client.address());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        all.forEach(Tunnel::close);
    }

    /** A client that says what port it speaks by; how it closes is ZooKeeper's affair. */
    @SuppressWarnings("try")
    private static final class Client extends ZooKeeper {
        Client(String servers, int session, Watcher watcher, boolean readOnly) throws IOException {
            super(servers, session, watcher, readOnly);
        }

        @Nullable
        SocketAddress address() {
            return testableLocalSocketAddress();
        }
    }
}
