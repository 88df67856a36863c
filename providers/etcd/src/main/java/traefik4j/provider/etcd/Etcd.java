package traefik4j.provider.etcd;

import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import traefik4j.config.KeyValueStore;
import traefik4j.control.client.Endpoints;
import traefik4j.control.client.Endpoints.Answer;
import traefik4j.control.keyvalue.Store;

/** Connects to etcd, in the version that was asked for, or else in the one that Traefik 1.x would speak if it is there. */
public final class Etcd {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Etcd() {}

    /** A connection to the servers of these options, of which one has answered. */
    public static Store open(KeyValueStore options) throws IOException, InterruptedException {
        Endpoints servers = new Endpoints("etcd", options.endpoints(), options.tls());
        try {
            return speaksV3(servers, options)
                    ? EtcdV3.open(servers, base(servers), options.login())
                    : EtcdV2.open(servers, options.login());
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** Servers since 3.4 speak version 2 only if they are told to; where they do, Traefik 1.x did unless it was told not to. */
    private static boolean speaksV3(Endpoints servers, KeyValueStore options) throws IOException, InterruptedException {
        Boolean asked = options.api3();
        return asked == null ? servers.ask("GET", "/v2/keys/", null, PATIENCE).status() == 404 : asked;
    }

    /** What the paths of version 3 begin with, which changed while it was young. */
    private static String base(Endpoints servers) throws IOException, InterruptedException {
        Answer answer = servers.ask("GET", "/version", null, PATIENCE);
        JsonNode version = Json.read(answer.body());
        String server = version.path("etcdserver").asString("");
        if (server.startsWith("3.3.")) {
            return "/v3beta";
        }
        return server.startsWith("3.2.") || server.startsWith("3.1.") ? "/v3alpha" : "/v3";
    }
}
