package traefik4j.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Problem;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.read.LoadedStatic;
import traefik4j.control.BackOff;

/**
 * Running with a static configuration of which a key-value store has the last word (reference §1.1). If it does not answer
 * it is asked until it does; meanwhile the proxy runs with what is known, if that is anything.
 */
final class StoredRun {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRun.class);

    private final Terminal terminal;
    private final Stop stop;
    private final List<String> flags;
    private final LoadedStatic known;
    private final KeyValueStore store;

    /** Of what is known without the store. */
    StoredRun(Terminal terminal, Stop stop, List<String> flags, LoadedStatic known) {
        this.terminal = terminal;
        this.stop = stop;
        this.flags = flags;
        this.known = known;
        this.store = known.configuration().stores().getFirst();
    }

    /** Runs until it is to stop; returns the exit code. */
    int run() throws InterruptedException {
        try {
            return runWith(ask());
        } catch (IOException e) {
            LOG.warn("{}; it is asked again for the static configuration", e.getMessage());
            return isAnythingKnown() ? runMeanwhile() : runWith(await());
        }
    }

    private int runWith(@Nullable LoadedStatic loaded) throws InterruptedException {
        return loaded == null ? Terminal.WELL : new Run(terminal, stop).run(loaded, Run.Company.NONE);
    }

    private LoadedStatic ask() throws IOException, InterruptedException {
        return Sources.stored(flags, terminal.surroundings(), store);
    }

    /** What the store says as soon as it does; null if the program is to stop before. */
    private @Nullable LoadedStatic await() throws InterruptedException {
        BackOff backOff = new BackOff(new Random());
        AtomicReference<@Nullable LoadedStatic> answer = new AtomicReference<>();
        Thread asking = Thread.ofVirtual().name("static-configuration").start(() -> {
            try {
                answer.set(askAgain(backOff));
            } catch (InterruptedException e) {
                LOG.debug("stopped before the store answered");
            }
        });
        Thread stopping = Thread.ofVirtual().name("stopping").start(() -> {
            try {
                stop.await();
                asking.interrupt();
            } catch (InterruptedException e) {
                LOG.debug("the store has answered");
            }
        });
        asking.join();
        stopping.interrupt();
        return answer.get();
    }

    private LoadedStatic askAgain(BackOff backOff) throws InterruptedException {
        while (true) {
            Thread.sleep(backOff.after(Duration.ZERO));
            try {
                return ask();
            } catch (IOException e) {
                LOG.debug("the store does not answer", e);
            }
        }
    }

    /** Whether there is something to run: an entry point that was configured, or a file of rules. */
    private boolean isAnythingKnown() {
        StaticConfiguration configuration = known.configuration();
        EntryPoint byDefault = new EntryPoint(":80", ForwardedHeaders.NOBODY, null);
        Optional<EntryPoint> other = configuration.entryPoints().values().stream()
                .filter(entryPoint -> !entryPoint.equals(byDefault))
                .findAny();
        return other.isPresent() || configuration.file() != null;
    }

    /** Runs with what is known, and anew if the store has other ideas when it answers. */
    private int runMeanwhile() throws InterruptedException {
        Stop meanwhile = new Stop(any -> {});
        AtomicReference<@Nullable LoadedStatic> next = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().name("static-configuration-anew").start(() -> {
            try {
                next.set(await());
                if (!isNews(next.get())) {
                    stop.await();
                }
                meanwhile.wish();
            } catch (InterruptedException e) {
                LOG.debug("nobody waits for the store any more");
            }
        });
        int code = new Run(terminal, meanwhile).run(known, Run.Company.NONE);
        waiting.interrupt();
        return code != Terminal.WELL || stop.isWished() ? code : runWith(next.get());
    }

    /** Whether what the store says is a reason to start anew; what is wrong is none. */
    private boolean isNews(@Nullable LoadedStatic answer) {
        if (answer == null || answer.hasErrors()) {
            List<Problem> problems = answer == null ? List.of() : answer.problems();
            problems.forEach(problem -> LOG.error("{}", problem));
            return answer == null;
        }
        boolean news = !answer.configuration().equals(known.configuration());
        if (news) {
            LOG.warn(
                    "{} has another static configuration: starting anew",
                    store.kind().title());
        }
        return news;
    }
}
