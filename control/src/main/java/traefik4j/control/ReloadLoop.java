package traefik4j.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;

/**
 * The one thread through which every change of the configuration goes: it keeps what each provider said last, drops what
 * is not new, throttles each provider, and publishes the whole (reference §5.1). It stops on {@link #close}.
 */
public final class ReloadLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadLoop.class);

    private final Settings settings;
    private final Publisher publisher;
    private final Time time;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch heardAll = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("reload").unstarted(this::run);
    private Snapshot said = Snapshot.NONE;
    private Snapshot usable = Snapshot.NONE;
    private List<Problem> found = List.of();
    private volatile List<Problem> problems = List.of();
    private volatile boolean closed;

    /** A loop that does nothing until it is started. */
    public ReloadLoop(Settings settings, Publisher publisher) {
        this(settings, publisher, Time.REAL);
    }

    ReloadLoop(Settings settings, Publisher publisher, Time time) {
        this.settings = settings;
        this.publisher = publisher;
        this.time = time;
    }

    /** Adds a provider, which {@link #start} will run. */
    public void supervise(Provider provider) {
        Feed feed = feed(provider.name());
        supervisors.add(new Supervisor(provider, loaded -> hear(feed, loaded), time, new Random()));
    }

    /** A feed of its own for a provider of that name. */
    Feed feed(String name) {
        Feed feed = new Feed(name, settings.throttle(), time.now());
        feeds.add(feed);
        return feed;
    }

    private void hear(Feed feed, Loaded loaded) {
        feed.hear(loaded);
        wake.release();
    }

    /** Runs the loop and all providers. */
    public void start() {
        thread.start();
        supervisors.forEach(Supervisor::start);
    }

    /**
     * Waits until what every provider said first is in force, or known to be unreadable.
     *
     * @return whether that is so; if not the time is over
     */
    public boolean awaitFirst(Duration patience) throws InterruptedException {
        return heardAll.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is wrong with the configuration now, in all its parts. */
    public List<Problem> problems() {
        return problems;
    }

    private void run() {
        try {
            while (!closed) {
                Duration idle = step();
                boolean woken = wake.tryAcquire(idle.toNanos(), TimeUnit.NANOSECONDS);
                LOG.trace("reload: {}", woken ? "a provider spoke" : "a provider may be heard again");
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("reload stopped");
        }
    }

    /** Does all there is to do at this moment; returns how long nothing will have to be done. */
    Duration step() {
        Duration now = time.now();
        boolean changed = false;
        for (Feed feed : feeds) {
            changed |= feed.advance(now, !found.isEmpty());
        }
        if (changed) {
            publish();
        }
        report();
        if (feeds.stream().allMatch(Feed::hasSpoken)) {
            heardAll.countDown();
        }
        Duration then = time.now();
        return feeds.stream()
                .map(feed -> feed.idle(then))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ofDays(1));
    }

    /** Publishes everything; whatever goes wrong, the loop has to live on and the configuration before stays. */
    private void publish() {
        List<Problem> all = new ArrayList<>();
        try {
            Snapshot latest = latest();
            Snapshot snapshot = latest.validated(settings, said, usable);
            said = latest;
            usable = snapshot;
            all.addAll(snapshot.problems());
            all.addAll(publisher.publish(snapshot));
            LOG.info("configuration is live: {}", summary(snapshot));
        } catch (RuntimeException | Error e) {
            LOG.debug("publishing failed", e);
            all.add(Problem.error(
                    null, "", "the configuration could not be put into force, the one before stays: " + e));
        }
        found = all;
    }

    private Snapshot latest() {
        Map<String, Loaded> latest = new LinkedHashMap<>();
        for (Feed feed : feeds) {
            Loaded current = feed.current();
            if (current != null) {
                latest.put(feed.name(), current);
            }
        }
        return new Snapshot(latest);
    }

    private static String summary(Snapshot snapshot) {
        List<String> parts = new ArrayList<>();
        snapshot.providers()
                .forEach((name, loaded) -> parts.add(name + " with "
                        + loaded.configuration().frontends().size() + " frontends and "
                        + loaded.configuration().backends().size() + " backends"));
        return String.join(", ", parts);
    }

    /** Logs every problem when it appears, once. */
    private void report() {
        Set<Problem> before = new HashSet<>(problems);
        Set<Problem> now = new LinkedHashSet<>(found);
        for (Feed feed : feeds) {
            if (now.addAll(feed.trouble()) && !before.containsAll(feed.trouble()) && feed.current() != null) {
                LOG.warn("what provider {} said before stays in force", feed.name());
            }
        }
        now.stream().filter(problem -> !before.contains(problem)).forEach(ReloadLoop::log);
        problems = List.copyOf(now);
    }

    private static void log(Problem problem) {
        if (problem.isError()) {
            LOG.error("{}", problem);
        } else {
            LOG.warn("{}", problem);
        }
    }

    /** Stops the providers and then the loop, and waits until nothing can change any more. */
    @Override
    public void close() {
        supervisors.forEach(Supervisor::close);
        closed = true;
        wake.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
