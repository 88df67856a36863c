package traefik4j.config.schema;

import static traefik4j.config.schema.Key.duration;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.number;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;
import static traefik4j.config.schema.Key.wideList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import traefik4j.config.KeyValueStore;

/** The keys of the providers (reference §5). */
final class ProviderSchema {
    private ProviderSchema() {}

    /** Every provider's section. */
    static List<Key> keys() {
        List<Key> keys =
                new ArrayList<>(List.of(file(), docker().refused(), kubernetes().refused()));
        for (KeyValueStore.Kind store : KeyValueStore.Kind.values()) {
            keys.add(keyValueStore(store));
        }
        keys.addAll(List.of(
                consulCatalog().refused(),
                marathon().refused(),
                mesos().refused(),
                rancher().refused()));
        keys.addAll(List.of(
                eureka().refused(),
                ecs().refused(),
                dynamoDb().refused(),
                serviceFabric().refused()));
        keys.add(section("rest", text("entryPoint")).refused());
        return keys;
    }

    /** A provider's own keys and those most providers share (reference §5.1). */
    private static Key provider(String name, Key... own) {
        List<Key> keys = new ArrayList<>(Arrays.asList(own));
        keys.addAll(List.of(
                truth("watch").help("Follow changes.", "true"),
                text("filename").notYet(),
                list("constraints").notYet(),
                truth("trace").notYet(),
                number("templateVersion").notYet(),
                truth("debugLogGeneratedTemplate").notYet()));
        return Key.of(name, Section.of(keys.toArray(Key[]::new)));
    }

    private static Key file() {
        return section(
                        "file",
                        text("filename").help("Read frontends and backends from this file, not from the main one."),
                        text("directory").help("Read frontends and backends from every .toml file in this folder."),
                        truth("watch").help("Follow changes.", "true"),
                        list("constraints").notYet(),
                        truth("trace").notYet(),
                        number("templateVersion").notYet(),
                        truth("debugLogGeneratedTemplate").notYet())
                .help("Read frontends and backends from files.");
    }

    private static Key docker() {
        return provider(
                "docker",
                text("endpoint"),
                text("domain"),
                truth("exposedByDefault"),
                truth("useBindPortIP"),
                truth("swarmMode"),
                number("swarmModeRefreshSeconds"),
                text("network"),
                AccessSchema.clientTls("tls"));
    }

    private static Key kubernetes() {
        return provider(
                "kubernetes",
                text("endpoint"),
                text("token"),
                text("certAuthFilePath"),
                wideList("namespaces"),
                text("labelSelector"),
                text("ingressClass"),
                truth("disablePassHostHeaders"),
                truth("enablePassTLSCert"),
                section("ingressEndpoint", text("ip"), text("hostname"), text("publishedService")),
                duration("throttleDuration"));
    }

    private static Key keyValueStore(KeyValueStore.Kind store) {
        List<Key> keys = new ArrayList<>();
        if (store == KeyValueStore.Kind.ETCD) {
            keys.add(truth("useAPIV3").help("Speak version 3 of its API, or 2 if false.", "what the server speaks"));
        }
        keys.addAll(login(store));
        keys.addAll(List.of(
                text("endpoint").help("Where it is; several are separated by commas.", store.endpoint()),
                text("prefix").help("What keys begin with.", store.prefix()),
                truth("watch").help("Follow changes.", "true"),
                list("constraints").help("Tags that servers need, or may not have."),
                text("filename").notYet(),
                truth("trace").notYet(),
                number("templateVersion").notYet(),
                truth("debugLogGeneratedTemplate").notYet()));
        return Key.of(store.section(), Section.of(keys.toArray(Key[]::new)))
                .help("Take the configuration from " + store.title() + ".");
    }

    /** Who asks, and how; a file is not asked. */
    private static List<Key> login(KeyValueStore.Kind store) {
        Key username = text("username").help("Who asks.");
        Key password = text("password").help("The password of that user.");
        return switch (store) {
            case CONSUL, ETCD, ZOOKEEPER -> List.of(username, password, storeTls());
            case BOLTDB ->
                List.of(username.notYet(), password.notYet(), storeTls().notYet());
        };
    }

    private static Key storeTls() {
        return section(
                        "tls",
                        text("ca").help("Whom to believe: a file, or PEM text."),
                        truth("caOptional").notYet(),
                        text("cert").help("A certificate to show: a file, or PEM text."),
                        text("key").help("Its key: a file, or PEM text."),
                        truth("insecureSkipVerify").help("Believe any certificate.", "false"))
                .help("Speak TLS to it.");
    }

    private static Key consulCatalog() {
        return provider(
                "consulCatalog",
                text("endpoint"),
                text("domain"),
                text("prefix"),
                text("frontEndRule"),
                truth("exposedByDefault"),
                truth("stale"),
                truth("strictChecks"),
                AccessSchema.clientTls("tls"));
    }

    private static Key marathon() {
        return provider(
                "marathon",
                text("endpoint"),
                text("domain"),
                truth("exposedByDefault"),
                truth("groupsAsSubDomains"),
                truth("marathonLBCompatibility"),
                truth("filterMarathonConstraints"),
                section("basic", text("httpBasicAuthUser"), text("httpBasicPassword")),
                text("dcosToken"),
                AccessSchema.clientTls("tls"),
                duration("dialerTimeout"),
                duration("responseHeaderTimeout"),
                duration("tlsHandshakeTimeout"),
                duration("keepAlive"),
                truth("forceTaskHostname"),
                truth("respectReadinessChecks"));
    }

    private static Key mesos() {
        return provider(
                "mesos",
                text("endpoint"),
                text("domain"),
                truth("exposedByDefault"),
                truth("groupsAsSubDomains"),
                number("zkDetectionTimeout"),
                number("refreshSeconds"),
                number("stateTimeoutSecond"),
                text("ipSources"));
    }

    private static Key rancher() {
        return provider(
                "rancher",
                text("domain"),
                number("refreshSeconds"),
                truth("exposedByDefault"),
                truth("enableServiceHealthFilter"),
                section("api", text("endpoint"), text("accessKey"), text("secretKey")),
                section("metadata", truth("intervalPoll"), text("prefix")));
    }

    private static Key eureka() {
        return provider("eureka", text("endpoint"), duration("delay"), duration("refreshSeconds"));
    }

    private static Key ecs() {
        return provider(
                "ecs",
                text("domain"),
                truth("exposedByDefault"),
                number("refreshSeconds"),
                wideList("clusters"),
                text("cluster"),
                truth("autoDiscoverClusters"),
                text("region"),
                text("accessKeyID"),
                text("secretAccessKey"));
    }

    private static Key dynamoDb() {
        return provider(
                "dynamodb",
                text("region"),
                text("tableName"),
                number("refreshSeconds"),
                text("accessKeyID"),
                text("secretAccessKey"),
                text("endpoint"));
    }

    private static Key serviceFabric() {
        return provider(
                "serviceFabric",
                text("clusterManagementUrl"),
                text("apiVersion"),
                number("refreshSeconds"),
                AccessSchema.clientTls("tls"),
                text("appInsightsClientName"),
                text("appInsightsKey"),
                number("appInsightsBatchSize"),
                duration("appInsightsInterval"));
    }
}
