package traefik4j.provider.etcd;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import traefik4j.control.keyvalue.Heartbeat;
import traefik4j.control.keyvalue.Store.Leadership;

/** A key that is there as long as the lease of this instance: whoever makes it leads (reference §8.1). */
final class EtcdLease implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdLease.class);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final EtcdV3 store;
    private final String key;
    private String lease = "";

    EtcdLease(EtcdV3 store, String key) {
        this.store = store;
        this.key = key;
    }

    /** Waits until nobody else has the key, and takes it. */
    EtcdLease campaign(String node) throws IOException, InterruptedException {
        while (true) {
            JsonNode there = store.call("/kv/range", Map.of("key", Json.encoded(key)));
            if (there.path("kvs").isEmpty() && take(node)) {
                return this;
            }
            store.awaitKey(key, Json.number(there.path("header").path("revision")), LOOK);
        }
    }

    private boolean take(String node) throws IOException, InterruptedException {
        lease = store.call("/lease/grant", Map.of("TTL", TIME_TO_LIVE.toSeconds()))
                .path("ID")
                .asString("");
        Map<String, ?> nobody =
                Map.of("key", Json.encoded(key), "target", "CREATE", "result", "EQUAL", "create_revision", 0);
        Map<String, ?> put = Map.of("key", Json.encoded(key), "value", Json.encoded(node), "lease", lease);
        JsonNode answer = store.call(
                "/kv/txn", Map.of("compare", List.of(nobody), "success", List.of(Map.of("request_put", put))));
        boolean taken = answer.path("succeeded").asBoolean(false);
        if (!taken) {
            revoke();
        }
        return taken;
    }

    @Override
    public void keep() throws IOException, InterruptedException {
        Heartbeat.keep(key, this::renew);
    }

    private boolean renew() throws IOException, InterruptedException {
        JsonNode answer = store.call("/lease/keepalive", Map.of("ID", lease));
        JsonNode there = store.call("/kv/range", Map.of("key", Json.encoded(key)));
        return Json.number(answer.path("result").path("TTL")) > 0
                && there.path("kvs").path(0).path("lease").asString("").equals(lease);
    }

    private void revoke() throws IOException, InterruptedException {
        store.call("/lease/revoke", Map.of("ID", lease));
    }

    @Override
    public void close() {
        try {
            revoke();
        } catch (IOException e) {
            LOG.debug("the lease of {} could not be given up, it ends by itself", key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
