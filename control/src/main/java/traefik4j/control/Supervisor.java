package traefik4j.control;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;

/**
 * Keeps one provider running, on a virtual thread, whatever happens to it (reference §5.1). Its trouble is published like
 * a source that cannot be read, so that it is logged when it begins and not at every attempt.
 */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Provider provider;
    private final Consumer<Loaded> publish;
    private final Time time;
    private final BackOff backOff;
    private final Thread thread;
    private volatile boolean closed;

    Supervisor(Provider provider, Consumer<Loaded> publish, Time time, RandomGenerator random) {
        this.provider = provider;
        this.publish = publish;
        this.time = time;
        this.backOff = new BackOff(random);
        this.thread = Thread.ofVirtual().name("provider-" + provider.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Runs the provider until it is content or this is closed. */
    private void run() {
        try {
            while (!closed) {
                Duration began = time.now();
                if (attempt() || closed) {
                    return;
                }
                Duration pause = backOff.after(time.now().minus(began));
                LOG.debug("provider {}: next attempt in {}", provider.name(), pause);
                time.sleep(pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("provider {} stopped", provider.name());
        }
    }

    private boolean attempt() throws InterruptedException {
        try {
            provider.run(publish);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            if (!closed) {
                LOG.debug("provider {} failed", provider.name(), e);
                publish.accept(trouble(e));
            }
            return false;
        }
    }

    private Loaded trouble(Throwable cause) {
        Problem problem =
                Problem.error(Place.of("provider " + provider.name()), "", why(cause) + "; it is tried again");
        return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of(problem));
    }

    /** What happened, in the words of the provider where it has found some for users. */
    private static String why(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass() == IOException.class && message != null ? message : cause.toString();
    }

    /** Stops the provider, and waits until it has, though not for ever. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE)) {
                LOG.warn("provider {} does not stop", provider.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
