package traefik4j.provider.consul;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.control.client.Endpoints.Answer;
import traefik4j.control.keyvalue.Heartbeat;
import traefik4j.control.keyvalue.Store.Leadership;

/** A session of Consul that holds a key: whoever acquires it leads (reference §8.1). */
final class ConsulSession implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(ConsulSession.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int GONE = 404;

    private final Consul consul;
    private final String key;
    private String session = "";

    ConsulSession(Consul consul, String key) {
        this.consul = consul;
        this.key = key;
    }

    /** Waits until nobody else has the key, and takes it. The session is kept meanwhile, as waiting takes shorter. */
    ConsulSession campaign(String node) throws IOException, InterruptedException {
        String definition = Consul.json(Map.of(
                "Name",
                "traefik " + node,
                "TTL",
                TIME_TO_LIVE.toSeconds() + "s",
                "LockDelay",
                "1s",
                "Behavior",
                "delete"));
        session =
                consul.call("PUT", "/v1/session/create", definition).path("ID").asString("");
        try {
            while (!consul.call("PUT", Consul.path(key) + "?acquire=" + session, node)
                    .asBoolean(false)) {
                Answer there = consul.ask("GET", Consul.path(key), "");
                consul.awaitIndex(key, "?", Consul.index(there), LOOK);
                renew();
            }
            return this;
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    @Override
    public void keep() throws IOException, InterruptedException {
        Heartbeat.keep(key, () -> renew() && holds());
    }

    private boolean renew() throws IOException, InterruptedException {
        Answer answer = consul.ask("PUT", "/v1/session/renew/" + session, "");
        if (answer.status() == GONE) {
            return false;
        }
        Consul.checked(answer);
        return true;
    }

    private boolean holds() throws IOException, InterruptedException {
        Answer answer = consul.ask("GET", Consul.path(key), "");
        return answer.status() != GONE
                && Consul.checked(answer).path(0).path("Session").asString("").equals(session);
    }

    @Override
    public void close() {
        try {
            consul.call("PUT", "/v1/session/destroy/" + session, "");
        } catch (IOException e) {
            LOG.debug("the session of {} could not be given up, it ends by itself", key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
