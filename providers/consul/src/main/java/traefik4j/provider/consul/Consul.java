package traefik4j.provider.consul;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import traefik4j.config.KeyValueStore;
import traefik4j.control.client.Endpoints;
import traefik4j.control.client.Endpoints.Answer;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.Prefix;
import traefik4j.control.keyvalue.Store;

/** The key-value store of Consul: blocking queries, transactions, sessions for locks. */
public final class Consul implements Store {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 400;

    /** A server takes no more operations at once. */
    private static final int MOST_OPERATIONS = 64;

    private final Endpoints servers;

    private Consul(Endpoints servers) {
        this.servers = servers;
    }

    /**
     * A connection, which is made when it is used.
     *
     * @param token what Consul's access control lists know this program by; empty for nobody (reference §1.6)
     */
    public static Store open(KeyValueStore options, String token) throws IOException {
        Endpoints servers = new Endpoints("Consul", options.endpoints(), options.tls());
        servers.basic(options.login());
        if (!token.isEmpty()) {
            servers.header("X-Consul-Token", token);
        }
        return new Consul(servers);
    }

    @Override
    public Content read(String prefix) throws IOException, InterruptedException {
        Prefix wanted = Prefix.of(prefix);
        Answer answer = servers.ask("GET", path(wanted.folder()) + "?recurse", null, PATIENCE);
        Map<String, String> keys = new LinkedHashMap<>();
        for (JsonNode pair : answer.status() == NOT_FOUND ? JSON.createArrayNode() : checked(answer)) {
            wanted.put(keys, pair.path("Key").asString(""), decoded(pair.path("Value")));
        }
        return new Content(keys, index(answer));
    }

    @Override
    public boolean awaitChange(String prefix, Content seen, Duration most) throws IOException, InterruptedException {
        return awaitIndex(Prefix.of(prefix).folder(), "?keys&", seen.version(), most) != seen.version();
    }

    /** Waits until a key changes after an index, and returns the index then. */
    long awaitIndex(String key, String query, long index, Duration most) throws IOException, InterruptedException {
        String target = path(key) + query + "index=" + index + "&wait=" + most.toMillis() + "ms";
        Duration patience = most.plus(most.dividedBy(16)).plus(PATIENCE);
        Answer answer = servers.await(target, patience)
                .orElseThrow(() -> new IOException("Consul does not answer: it takes too long"));
        if (answer.status() != NOT_FOUND) {
            checked(answer);
        }
        return index(answer);
    }

    static long index(Answer answer) {
        return Long.parseLong("0" + answer.header("X-Consul-Index"));
    }

    @Override
    public void write(String prefix, Map<String, String> keys) throws IOException, InterruptedException {
        List<Map<String, ?>> operations = new ArrayList<>();
        keys.forEach((key, value) -> operations.add(
                Map.of("KV", Map.of("Verb", "set", "Key", Prefix.of(prefix).folder() + key, "Value", encoded(value)))));
        for (int from = 0; from < operations.size(); from += MOST_OPERATIONS) {
            List<?> some = operations.subList(from, Math.min(operations.size(), from + MOST_OPERATIONS));
            call("PUT", "/v1/txn", JSON.writeValueAsString(some));
        }
    }

    @Override
    public Leadership lead(String key, String node) throws IOException, InterruptedException {
        return new ConsulSession(this, Prefix.of(key).bare()).campaign(node);
    }

    /** Asks for something by its path, and reads the answer. */
    JsonNode call(String method, String target, String body) throws IOException, InterruptedException {
        return checked(servers.ask(method, target, body, PATIENCE));
    }

    /** Asks for something whose answer says something by its status too. */
    Answer ask(String method, String target, String body) throws IOException, InterruptedException {
        return servers.ask(method, target, body, PATIENCE);
    }

    static String json(Map<String, ?> object) {
        return JSON.writeValueAsString(object);
    }

    static JsonNode checked(Answer answer) throws IOException {
        if (answer.status() >= REFUSED) {
            String why = answer.text().strip();
            throw new IOException("Consul refuses: " + (why.isEmpty() ? "status " + answer.status() : why));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException("Consul answers with something else than JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String path(String key) {
        return "/v1/kv/"
                + Stream.of(key.split("/", -1))
                        .map(name ->
                                URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(JsonNode value) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(value.asString("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("Consul answers with something else than Base64", e);
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
