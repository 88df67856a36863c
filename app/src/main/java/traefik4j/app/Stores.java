package traefik4j.app;

import java.util.Map;
import traefik4j.config.KeyValueStore;
import traefik4j.control.keyvalue.Store;
import traefik4j.provider.boltdb.BoltStore;
import traefik4j.provider.consul.Consul;
import traefik4j.provider.etcd.Etcd;
import traefik4j.provider.zookeeper.ZooKeeperStore;

/** The key-value stores that are built in. */
final class Stores {
    private static final String CONSUL_TOKEN = "CONSUL_HTTP_TOKEN";

    private Stores() {}

    /** How to connect to this one; the token of Consul is a variable (reference §1.6). */
    static Store.Opening opening(KeyValueStore options, Map<String, String> environment) {
        return switch (options.kind()) {
            case CONSUL -> () -> Consul.open(options, environment.getOrDefault(CONSUL_TOKEN, ""));
            case ETCD -> () -> Etcd.open(options);
            case ZOOKEEPER -> () -> ZooKeeperStore.open(options);
            case BOLTDB -> () -> BoltStore.open(options);
        };
    }

    /** How the provider of this one is called (reference §5.1). */
    static String providerName(KeyValueStore options) {
        return switch (options.kind()) {
            case ZOOKEEPER -> "zk";
            case CONSUL, ETCD, BOLTDB -> options.kind().section();
        };
    }
}
