package traefik4j.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store to take the configuration from (reference §1.6, §5.6).
 *
 * @param kind which
 * @param endpoints where its servers are, any of which can be asked; for BoltDB the file
 * @param prefix what all keys begin with
 * @param watch whether changes are followed
 * @param login who asks; null for nobody in particular
 * @param tls how to speak TLS to it; null for what the endpoints say
 * @param api3 whether version 3 of the API of etcd is spoken; null to find out
 * @param constraints which servers of backends may be used, by their tags
 */
public record KeyValueStore(
        Kind kind,
        List<String> endpoints,
        String prefix,
        boolean watch,
        @Nullable Login login,
        @Nullable ClientTls tls,
        @Nullable Boolean api3,
        Constraints constraints) {
    /** Copies the list. */
    public KeyValueStore {
        endpoints = List.copyOf(endpoints);
    }

    /** The same, of which changes are not followed. */
    public KeyValueStore unwatched() {
        return new KeyValueStore(kind, endpoints, prefix, false, login, tls, api3, constraints);
    }

    /** The kinds there are, in the order in which they are preferred for the static configuration (reference §1.1). */
    public enum Kind {
        /** Consul. */
        CONSUL("consul", "Consul", "127.0.0.1:8500", "traefik"),
        /** etcd. */
        ETCD("etcd", "etcd", "127.0.0.1:2379", "/traefik"),
        /** ZooKeeper. */
        ZOOKEEPER("zookeeper", "ZooKeeper", "127.0.0.1:2181", "traefik"),
        /** A file of BoltDB. */
        BOLTDB("boltdb", "a BoltDB file", "127.0.0.1:4001", "/traefik");

        private final String section;
        private final String title;
        private final String endpoint;
        private final String prefix;

        Kind(String section, String title, String endpoint, String prefix) {
            this.section = section;
            this.title = title;
            this.endpoint = endpoint;
            this.prefix = prefix;
        }

        /** The section of the static configuration it is configured by. */
        public String section() {
            return section;
        }

        /** What people call it. */
        public String title() {
            return title;
        }

        /** Where it is if nothing was configured. */
        public String endpoint() {
            return endpoint;
        }

        /** What its keys begin with if nothing was configured. */
        public String prefix() {
            return prefix;
        }
    }

    /**
     * Name and password.
     *
     * @param username who
     * @param password the proof
     */
    public record Login(String username, String password) {
        /** Without the password, as it may end up in a log. */
        @Override
        public String toString() {
            return username;
        }
    }
}
