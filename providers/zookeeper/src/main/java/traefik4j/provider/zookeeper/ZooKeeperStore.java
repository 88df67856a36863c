package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.jspecify.annotations.Nullable;
import traefik4j.config.KeyValueStore;
import traefik4j.config.KeyValueStore.Login;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.Prefix;
import traefik4j.control.keyvalue.Store;

/** ZooKeeper, whose keys are nodes with data and nodes below them. It needs servers since 3.6, which can watch a tree. */
public final class ZooKeeperStore implements Store {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Servers take a megabyte at once. */
    private static final int MOST_OPERATIONS = 500;

    private final CuratorFramework client;
    private final Events events;
    private final @Nullable Tunnels tunnels;
    private final String watched;
    private @Nullable Map<String, String> known;

    private ZooKeeperStore(CuratorFramework client, Events events, @Nullable Tunnels tunnels, String watched) {
        this.client = client;
        this.events = events;
        this.tunnels = tunnels;
        this.watched = watched;
    }

    /** A connection, with a watch over everything below the prefix of these options. */
    public static Store open(KeyValueStore options) throws IOException, InterruptedException {
        String servers = String.join(",", options.endpoints());
        Events events = new Events(servers);
        knock(options.endpoints(), events);
        Tunnels tunnels =
                options.tls() == null ? null : Tunnels.to(options.endpoints(), options.tls(), events::unreachable);
        CuratorFramework client = client(servers, tunnels, options.login());
        client.getConnectionStateListenable().addListener(events);
        client.start();
        String watched = Prefix.of(options.prefix()).bare();
        ZooKeeperStore store = new ZooKeeperStore(client, events, tunnels, watched);
        try {
            if (!client.blockUntilConnected((int) CONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw events.silent();
            }
            store.attempt(() -> client.watchers()
                    .add()
                    .withMode(AddWatchMode.PERSISTENT_RECURSIVE)
                    .usingWatcher(events)
                    .forPath("/" + watched));
            return store;
        } catch (IOException | InterruptedException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** If nobody is there that is known at once, while the client would try for seconds. */
    private static void knock(List<String> servers, Events events) throws IOException {
        @Nullable IOException last = null;
        for (String server : servers) {
            try (Socket socket = new Socket()) {
                Endpoint.of(server).connect(socket, CONNECT);
                return;
            } catch (SocketException | SocketTimeoutException e) {
                last = new IOException("nobody is there", e);
            } catch (UnknownHostException e) {
                last = e;
            }
        }
        if (last != null) {
            events.unreachable(last);
            throw events.silent();
        }
    }

    /** The servers are those of the configuration, and not those that a server thinks there are. */
    private static CuratorFramework client(String servers, @Nullable Tunnels tunnels, @Nullable Login login) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .ensembleTracker(false)
                .connectString(tunnels == null ? servers : tunnels.entrances())
                .connectionTimeoutMs((int) CONNECT.toMillis())
                .sessionTimeoutMs((int) Leadership.TIME_TO_LIVE.toMillis())
                .retryPolicy(new RetryNTimes(1, 100));
        if (tunnels != null) {
            builder.zookeeperFactory(tunnels);
        }
        if (login != null) {
            String both = login.username() + ":" + login.password();
            builder.authorization("digest", both.getBytes(StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    /** Something that ZooKeeper may refuse. */
    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }

    /** Does it; what goes wrong is in words for users. */
    void attempt(Attempt attempt) throws IOException, InterruptedException {
        try {
            attempt.run();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (KeeperException.ConnectionLossException | KeeperException.SessionExpiredException e) {
            throw events.silent();
        } catch (Exception e) {
            throw new IOException("ZooKeeper refuses: " + e.getMessage(), e);
        }
    }

    /**
     * As of several moments, as ZooKeeper has no other way; a change meanwhile is an event that makes it read again. What
     * is watched is read as a whole once, and from then on as much of it as has changed.
     */
    @Override
    public Content read(String prefix) throws IOException, InterruptedException {
        Prefix wanted = Prefix.of(prefix);
        Map<String, String> before = wanted.bare().equals(watched) ? known : null;
        if (before != null) {
            awaitEvents();
        }
        long version = events.count();
        if (!wanted.bare().equals(watched)) {
            return new Content(all(wanted), version);
        }
        known = null;
        Set<String> changed = events.takeChanged();
        Map<String, String> now = before == null ? all(wanted) : some(wanted, before, changed);
        known = now;
        return new Content(now, version);
    }

    /** Whatever has happened before a question is told before its answer. */
    private void awaitEvents() throws IOException, InterruptedException {
        attempt(() -> client.checkExists().forPath("/" + watched));
    }

    private Map<String, String> all(Prefix prefix) throws IOException, InterruptedException {
        TreeReading reading = new TreeReading(prefix, Map.of());
        attempt(() -> reading.begin(client.getZookeeperClient().getZooKeeper()));
        return reading.await(PATIENCE);
    }

    private Map<String, String> some(Prefix prefix, Map<String, String> before, Set<String> changed)
            throws IOException, InterruptedException {
        TreeReading reading = new TreeReading(prefix, before);
        attempt(() -> reading.begin(client.getZookeeperClient().getZooKeeper(), changed));
        return reading.await(PATIENCE);
    }

    @Override
    public boolean awaitChange(String prefix, Content seen, Duration most) throws IOException, InterruptedException {
        return events.awaitOther(seen.version(), most);
    }

    @Override
    public void write(String prefix, Map<String, String> keys) throws IOException, InterruptedException {
        Prefix wanted = Prefix.of(prefix);
        Set<String> there = new HashSet<>();
        read(prefix).keys().keySet().forEach(key -> there.addAll(way(wanted.folder() + key)));
        there.addAll(existing(wanted));
        List<CuratorOp> operations = new ArrayList<>();
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            String key = wanted.folder() + entry.getKey();
            attempt(() -> put(key, entry.getValue(), there, operations));
        }
        for (int from = 0; from < operations.size(); from += MOST_OPERATIONS) {
            List<CuratorOp> some = operations.subList(from, Math.min(operations.size(), from + MOST_OPERATIONS));
            attempt(() -> client.transaction().forOperations(some));
        }
    }

    private Set<String> existing(Prefix prefix) throws IOException, InterruptedException {
        Set<String> there = new HashSet<>();
        for (String path : way(prefix.bare())) {
            attempt(() -> {
                if (client.checkExists().forPath(path) != null) {
                    there.add(path);
                }
            });
        }
        return there;
    }

    /** The nodes on the way to a key, and itself. */
    private static Set<String> way(String key) {
        Set<String> way = new TreeSet<>();
        String bare = "/" + Prefix.of(key).bare();
        for (int slash = bare.indexOf('/', 1); slash > 0; slash = bare.indexOf('/', slash + 1)) {
            way.add(bare.substring(0, slash));
        }
        way.add(bare);
        return way;
    }

    /** Every node has to be made before those below it; a section that is there keeps its data. */
    private void put(String key, String value, Set<String> there, List<CuratorOp> operations) throws Exception {
        byte[] data = value.getBytes(StandardCharsets.UTF_8);
        String last = "/" + Prefix.of(key).bare();
        for (String path : way(key)) {
            boolean isNew = there.add(path);
            byte[] bytes = path.equals(last) ? data : new byte[0];
            if (isNew) {
                operations.add(client.transactionOp().create().forPath(path, bytes));
            } else if (path.equals(last) && !key.endsWith("/")) {
                operations.add(client.transactionOp().setData().forPath(path, bytes));
            }
        }
    }

    @Override
    public Leadership lead(String key, String node) throws IOException, InterruptedException {
        return new ZooKeeperLatch(this, client, "/" + Prefix.of(key).bare(), node).campaign();
    }

    @Override
    public void close() {
        client.close();
        if (tunnels != null) {
            tunnels.close();
        }
    }
}
