package traefik4j.proxy.health;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code healthCheck}: asks all servers of a backend at once and again after every interval (reference §4.9). A server
 * that fails is told so, and told again when it does well. Runs on virtual threads from {@link #start} to {@link #stop}.
 */
public final class HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String backend;
    private final traefik4j.config.HealthCheck definition;
    private final Duration interval;
    private final Runnable afterRound;
    private final Probe probe;
    private final List<Patient> patients = new ArrayList<>();
    private @Nullable Thread thread;

    /**
     * A check that does not run yet.
     *
     * @param backend the name of the backend, for the log
     * @param otherwise the interval if the definition names none
     * @param afterRound told whenever all servers were asked
     * @param wire how connections to servers begin
     */
    public HealthCheck(
            String backend,
            traefik4j.config.HealthCheck definition,
            Duration otherwise,
            List<? extends Target> targets,
            Runnable afterRound,
            Wire wire) {
        this(
                backend,
                definition,
                otherwise,
                targets,
                afterRound,
                new HttpProbe(definition.hostname(), definition.headers(), TIMEOUT, wire));
    }

    HealthCheck(
            String backend,
            traefik4j.config.HealthCheck definition,
            Duration otherwise,
            List<? extends Target> targets,
            Runnable afterRound,
            Probe probe) {
        this.backend = backend;
        this.definition = definition;
        this.afterRound = afterRound;
        this.probe = probe;
        interval = definition.interval() == null ? otherwise : definition.interval();
        targets.forEach(target -> patients.add(new Patient(target)));
    }

    /** Begins. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("health of " + backend).start(this::run);
        }
    }

    /** Ends; a check that is under way has no effect any more. */
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                round();
                long jitter = definition.jitter().toNanos();
                Thread.sleep(interval.plusNanos(
                        jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter)));
            }
        } catch (InterruptedException e) {
            LOG.debug("the health of backend {} is not looked at any longer", backend);
        }
    }

    /** Asks every server once. */
    void round() throws InterruptedException {
        List<Callable<Boolean>> questions = new ArrayList<>();
        patients.forEach(patient -> questions.add(patient::check));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.invokeAll(questions);
        }
        afterRound.run();
    }

    private URI uri(String server) {
        URI url = URI.create(server.strip()).resolve("/").resolve(definition.path());
        if (definition.port() == 0 && definition.scheme().isEmpty()) {
            return url;
        }
        String scheme = definition.scheme().isEmpty() ? url.getScheme() : definition.scheme();
        int port = definition.port() == 0 ? url.getPort() : definition.port();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(scheme + "://" + url.getHost() + (port < 0 ? "" : ":" + port) + url.getRawPath() + query);
    }

    /** A server, and how many checks in a row went the other way than it stands. */
    private final class Patient {
        private final Target target;
        private int against;

        Patient(Target target) {
            this.target = target;
        }

        boolean check() {
            String complaint = complaint();
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            if (complaint.isEmpty() == target.isHealthy()) {
                against = 0;
            } else if (++against >= (complaint.isEmpty() ? definition.rise() : definition.fall())) {
                against = 0;
                turn(complaint);
            }
            return true;
        }

        private void turn(String complaint) {
            if (complaint.isEmpty()) {
                LOG.info("backend {}: server {} is healthy", backend, target.url());
                target.healthy();
            } else {
                LOG.warn("backend {}: server {} is not healthy: {}", backend, target.url(), complaint);
                target.unhealthy();
            }
        }

        private String complaint() {
            try {
                int status = probe.status(uri(target.url()));
                return status >= 200 && status < 400 ? "" : "status " + status;
            } catch (IOException | RuntimeException e) {
                return e.toString();
            }
        }
    }
}
