package traefik4j.it;

import java.io.IOException;
import java.nio.file.Path;

/** A real key-value store with a directory of its own, which can be killed and started again where it was. */
interface KeyServer extends AutoCloseable {
    /** The stores that are servers. */
    enum Kind {
        /** etcd, version 3. */
        ETCD("etcd", "etcd", "etcd"),
        /** Consul. */
        CONSUL("consul", "consul", "Consul"),
        /** ZooKeeper. */
        ZOOKEEPER("zookeeper", "zk", "ZooKeeper");

        private final String section;
        private final String provider;
        private final String title;

        Kind(String section, String provider, String title) {
            this.section = section;
            this.provider = provider;
            this.title = title;
        }

        /** How its provider is called. */
        String provider() {
            return provider;
        }

        /** How people call it. */
        String title() {
            return title;
        }

        /** What tells the program where it is. */
        String flag(KeyServer server) {
            return "--" + section + ".endpoint=" + server.endpoint();
        }

        /** Starts one, and waits until it answers. */
        KeyServer in(Path directory) throws IOException {
            return switch (this) {
                case ETCD -> Etcd.in(directory);
                case CONSUL -> Consul.in(directory);
                case ZOOKEEPER -> ZooKeeper.in(directory);
            };
        }
    }

    /** {@code host:port}. */
    String endpoint();

    /** Ends it at once, as {@code kill -9} does. */
    void kill() throws IOException, InterruptedException;

    /** Starts it again with the data it had. */
    void startAgain() throws IOException;

    /** Sets a key, with its own tools. */
    void put(String key, String value) throws IOException, InterruptedException;

    /** Deletes a key. */
    void delete(String key) throws IOException, InterruptedException;

    /** The value of a key. */
    String get(String key) throws IOException, InterruptedException;

    @Override
    void close();
}
