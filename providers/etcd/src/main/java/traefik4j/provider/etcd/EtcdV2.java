package traefik4j.provider.etcd;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import traefik4j.config.KeyValueStore.Login;
import traefik4j.control.client.Endpoints;
import traefik4j.control.client.Endpoints.Answer;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.Prefix;
import traefik4j.control.keyvalue.Store;

/** etcd by version 2 of its API, as old servers speak it. A key is either a value or a directory there. */
final class EtcdV2 implements Store {
    private static final int KEY_NOT_FOUND = 100;
    private static final int NOT_A_FILE = 102;
    private static final int EVENTS_CLEARED = 401;

    private final Endpoints servers;

    private EtcdV2(Endpoints servers) {
        this.servers = servers;
    }

    static EtcdV2 open(Endpoints servers, @Nullable Login login) {
        servers.basic(login);
        servers.header("Content-Type", "application/x-www-form-urlencoded");
        return new EtcdV2(servers);
    }

    @Override
    public Content read(String prefix) throws IOException, InterruptedException {
        Answer answer = servers.ask("GET", path(Prefix.of(prefix).bare()) + "?recursive=true", null, Etcd.PATIENCE);
        Map<String, String> keys = new LinkedHashMap<>();
        JsonNode body = checked(answer, KEY_NOT_FOUND);
        addAll(body.path("node"), Prefix.of(prefix), keys, 0);
        return new Content(keys, Long.parseLong("0" + answer.header("X-Etcd-Index")));
    }

    private static void addAll(JsonNode node, Prefix prefix, Map<String, String> keys, int depth) {
        String key = node.path("key").asString("");
        if (!node.path("dir").asBoolean(false)) {
            prefix.put(keys, key, node.path("value").asString(""));
            return;
        }
        prefix.put(keys, key + "/", "");
        for (JsonNode below : node.path("nodes")) {
            addAll(below, prefix, keys, depth + 1);
        }
    }

    @Override
    public boolean awaitChange(String prefix, Content seen, Duration most) throws IOException, InterruptedException {
        return awaitIndex(Prefix.of(prefix).bare(), seen.version(), most);
    }

    /** Waits until something at or below a key changes after an index. */
    boolean awaitIndex(String key, long index, Duration most) throws IOException, InterruptedException {
        String target = path(key) + "?recursive=true&wait=true&waitIndex=" + (index + 1);
        Optional<Answer> event = servers.await(target, most);
        if (event.isEmpty()) {
            return isBehind(key, index);
        }
        JsonNode body = checked(event.get(), EVENTS_CLEARED);
        return Json.number(body.path("errorCode")) == EVENTS_CLEARED || body.has("node");
    }

    /** A server that lost its data counts anew. */
    private boolean isBehind(String key, long index) throws IOException, InterruptedException {
        Answer answer = servers.ask("GET", path(key), null, Etcd.PATIENCE);
        return Long.parseLong("0" + answer.header("X-Etcd-Index")) < index;
    }

    @Override
    public void write(String prefix, Map<String, String> keys) throws IOException, InterruptedException {
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            String key = Prefix.of(prefix).folder() + entry.getKey();
            boolean section = key.endsWith("/");
            String form = section ? "dir=true&prevExist=false" : "value=" + encoded(entry.getValue());
            // a section that is there already is no file
            checked(put(Prefix.of(key).bare(), "", form), section ? NOT_A_FILE : 0);
        }
    }

    /** Sets a key, under the conditions of a query. */
    Answer put(String key, String query, String form) throws IOException, InterruptedException {
        return servers.ask("PUT", path(key) + query, form, Etcd.PATIENCE);
    }

    /** Deletes a key, under the conditions of a query. */
    void delete(String key, String query) throws IOException, InterruptedException {
        servers.ask("DELETE", path(key) + query, null, Etcd.PATIENCE);
    }

    @Override
    public Leadership lead(String key, String node) throws IOException, InterruptedException {
        return new EtcdV2Lock(this, Prefix.of(key).bare(), node).campaign();
    }

    /** What an answer says, if it is no error or the one that is expected. */
    static JsonNode checked(Answer answer, long expected) throws IOException {
        JsonNode body = Json.read(answer.body());
        long code = Json.number(body.path("errorCode"));
        boolean exists = code == 105 && expected == NOT_A_FILE;
        if (answer.status() >= 400 && code != expected && !exists) {
            throw new IOException("etcd refuses: " + body.path("message").asString(answer.text()) + " "
                    + body.path("cause").asString(""));
        }
        return body;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String path(String key) {
        return "/v2/keys/"
                + Stream.of(key.split("/", -1))
                        .map(name -> encoded(name).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
    }

    @Override
    public void close() {
        servers.close();
    }
}
