package traefik4j.provider.etcd;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.control.client.Endpoints.Answer;
import traefik4j.control.keyvalue.Heartbeat;
import traefik4j.control.keyvalue.Store.Leadership;

/** A key that ends by itself unless it is refreshed: whoever makes it leads (reference §8.1). */
final class EtcdV2Lock implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdV2Lock.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int CREATED = 201;
    private static final int REFUSED = 400;

    private final EtcdV2 store;
    private final String key;
    private final String value;

    EtcdV2Lock(EtcdV2 store, String key, String node) {
        this.store = store;
        this.key = key;
        this.value = EtcdV2.encoded(node);
    }

    EtcdV2Lock campaign() throws IOException, InterruptedException {
        while (true) {
            Answer answer = store.put(key, "?prevExist=false", "value=" + value + "&ttl=" + TIME_TO_LIVE.toSeconds());
            if (answer.status() == CREATED) {
                return this;
            }
            store.awaitIndex(key, Long.parseLong("0" + answer.header("X-Etcd-Index")), LOOK);
        }
    }

    @Override
    public void keep() throws IOException, InterruptedException {
        String form = "ttl=" + TIME_TO_LIVE.toSeconds() + "&refresh=true&prevExist=true";
        Heartbeat.keep(key, () -> store.put(key, "?prevValue=" + value, form).status() < REFUSED);
    }

    @Override
    public void close() {
        try {
            store.delete(key, "?prevValue=" + value);
        } catch (IOException e) {
            LOG.debug("{} could not be given up, it ends by itself", key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
