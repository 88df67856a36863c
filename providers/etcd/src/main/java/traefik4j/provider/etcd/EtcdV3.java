package traefik4j.provider.etcd;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import traefik4j.config.KeyValueStore.Login;
import traefik4j.control.client.Endpoints;
import traefik4j.control.client.Endpoints.Answer;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.Prefix;
import traefik4j.control.keyvalue.Store;

/**
 * etcd by version 3 of its API, through its JSON gateway. Traefik 1.x wrote keys without a slash at their beginning, users
 * write them with one as the documentation shows: both are read, as of the same moment.
 */
final class EtcdV3 implements Store {
    private static final int PAGE = 5_000;

    /** A server takes no more operations at once unless it is told to. */
    private static final int MOST_OPERATIONS = 128;

    private final Endpoints servers;
    private final String base;

    private EtcdV3(Endpoints servers, String base) {
        this.servers = servers;
        this.base = base;
    }

    static EtcdV3 open(Endpoints servers, String base, @Nullable Login login) throws IOException, InterruptedException {
        EtcdV3 store = new EtcdV3(servers, base);
        if (login != null) {
            JsonNode answer =
                    store.call("/auth/authenticate", Map.of("name", login.username(), "password", login.password()));
            servers.header("Authorization", answer.path("token").asString(""));
        }
        return store;
    }

    @Override
    public Content read(String prefix) throws IOException, InterruptedException {
        Prefix wanted = Prefix.of(prefix);
        List<String> folders = folders(wanted);
        List<Map<String, ?>> ranges = new ArrayList<>();
        folders.forEach(folder -> ranges.add(Map.of("request_range", range(folder, folder, 0))));
        JsonNode answer = call("/kv/txn", Map.of("success", ranges));
        long revision = Json.number(answer.path("header").path("revision"));
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < folders.size(); i++) {
            addAll(answer.path("responses").path(i).path("response_range"), folders.get(i), revision, wanted, keys);
        }
        return new Content(keys, revision);
    }

    /** What stands without a slash comes last and wins. */
    private static List<String> folders(Prefix prefix) {
        return List.of("/" + prefix.folder(), prefix.folder().isEmpty() ? "\0" : prefix.folder());
    }

    private static Map<String, ?> range(String from, String folder, long revision) {
        return Map.of(
                "key", Json.encoded(from), "range_end", Json.encoded(end(folder)), "limit", PAGE, "revision", revision);
    }

    /** The first key that is not in the folder; a zero byte for none. */
    private static String end(String folder) {
        int last = folder.length() - 1;
        return folder.equals("\0") ? folder : folder.substring(0, last) + (char) (folder.charAt(last) + 1);
    }

    private void addAll(JsonNode first, String folder, long revision, Prefix prefix, Map<String, String> keys)
            throws IOException, InterruptedException {
        JsonNode page = first;
        while (true) {
            String last = "";
            for (JsonNode pair : page.path("kvs")) {
                last = Json.decoded(pair.path("key"));
                prefix.put(keys, last, Json.decoded(pair.path("value")));
            }
            if (!page.path("more").asBoolean(false) || last.isEmpty()) {
                return;
            }
            page = call("/kv/range", range(last + "\0", folder, revision));
        }
    }

    @Override
    public boolean awaitChange(String prefix, Content seen, Duration most) throws IOException, InterruptedException {
        StringBuilder watches = new StringBuilder();
        for (String folder : folders(Prefix.of(prefix))) {
            Map<String, ?> create = Map.of(
                    "key", Json.encoded(folder),
                    "range_end", Json.encoded(end(folder)),
                    "start_revision", seen.version() + 1);
            watches.append(Json.write(Map.of("create_request", create))).append('\n');
        }
        return FirstEvent.after(seen.version()).await(servers, base + "/watch", watches.toString(), most);
    }

    @Override
    public void write(String prefix, Map<String, String> keys) throws IOException, InterruptedException {
        String folder = Prefix.of(prefix).folder();
        List<Map<String, ?>> puts = new ArrayList<>();
        keys.forEach((key, value) -> puts.add(
                Map.of("request_put", Map.of("key", Json.encoded(folder + key), "value", Json.encoded(value)))));
        for (int from = 0; from < puts.size(); from += MOST_OPERATIONS) {
            call("/kv/txn", Map.of("success", puts.subList(from, Math.min(puts.size(), from + MOST_OPERATIONS))));
        }
    }

    @Override
    public Leadership lead(String key, String node) throws IOException, InterruptedException {
        return new EtcdLease(this, Prefix.of(key).bare()).campaign(node);
    }

    /** Waits until a key changes, though not for ever. */
    void awaitKey(String key, long revision, Duration most) throws IOException, InterruptedException {
        Map<String, ?> create = Map.of("key", Json.encoded(key), "start_revision", revision + 1);
        String watch = Json.write(Map.of("create_request", create));
        FirstEvent.after(revision).await(servers, base + "/watch", watch, most);
    }

    /** Asks for something by its path. */
    JsonNode call(String path, Map<String, ?> request) throws IOException, InterruptedException {
        Answer answer = servers.ask("POST", base + path, Json.write(request), Etcd.PATIENCE);
        JsonNode body = Json.read(answer.body());
        if (answer.status() != 200) {
            throw new IOException("etcd refuses " + path + ": "
                    + body.path("message").asString(body.path("error").asString(answer.text())));
        }
        return body;
    }

    @Override
    public void close() {
        servers.close();
    }
}
