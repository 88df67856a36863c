package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Places;
import traefik4j.config.Problem;

class ReloadLoopTest {
    private final ManualTime time = new ManualTime();
    private final List<Snapshot> live = new CopyOnWriteArrayList<>();
    private final List<Problem> leftOut = new ArrayList<>();
    private final ReloadLoop loop = new ReloadLoop(Sample.SETTINGS, this::publish, time);
    private final Feed file = loop.feed("file");

    private List<Problem> publish(Snapshot snapshot) {
        live.add(snapshot);
        return List.copyOf(leftOut);
    }

    @Test
    void putsTheFirstConfigurationIntoForceAtOnce() {
        file.hear(Sample.loaded(1));

        loop.step();

        assertThat(live).containsExactly(file(Sample.loaded(1)));
    }

    @Test
    void waitsForTheThrottleBeforeTheSecond() {
        file.hear(Sample.loaded(1));
        loop.step();
        time.advance(Duration.ofMillis(1500));
        file.hear(Sample.loaded(2));

        assertThat(loop.step()).hasMillis(500);
        assertThat(live).hasSize(1);

        time.advance(Duration.ofMillis(500));
        loop.step();
        assertThat(live).hasSize(2).last().isEqualTo(file(Sample.loaded(2)));
    }

    @Test
    void appliesAtOnceWhatComesAfterTheThrottle() {
        file.hear(Sample.loaded(1));
        loop.step();
        time.advance(Duration.ofSeconds(2));
        file.hear(Sample.loaded(2));

        loop.step();

        assertThat(live).hasSize(2);
    }

    @Test
    void appliesTheLatestOfAThousandAndDropsTheOthers() {
        for (int i = 1; i <= 1000; i++) {
            file.hear(Sample.loaded(i));
            loop.step();
        }
        time.advance(Duration.ofSeconds(2));
        loop.step();

        assertThat(live).containsExactly(file(Sample.loaded(1)), file(Sample.loaded(1000)));
    }

    @Test
    void doesNotThrottleAnotherProvider() {
        Feed docker = loop.feed("docker");
        file.hear(Sample.loaded(1));
        loop.step();
        docker.hear(Sample.loaded(2));

        loop.step();

        assertThat(live.getLast().providers())
                .containsOnly(Map.entry("file", Sample.loaded(1)), Map.entry("docker", Sample.loaded(2)));
    }

    @Test
    void dropsAnEqualConfiguration() {
        file.hear(Sample.loaded(1));
        loop.step();
        time.advance(Duration.ofSeconds(2));
        file.hear(Sample.loaded(1));
        loop.step();
        file.hear(Sample.loaded(2));
        loop.step();

        assertThat(live).containsExactly(file(Sample.loaded(1)), file(Sample.loaded(2)));
    }

    @Test
    void changesNothingWhenAChangeIsTakenBackInTime() {
        file.hear(Sample.loaded(1));
        loop.step();
        file.hear(Sample.loaded(2));
        loop.step();
        file.hear(Sample.loaded(1));
        time.advance(Duration.ofSeconds(2));
        loop.step();

        assertThat(live).hasSize(1);
    }

    @Test
    void clearsTheRoutesWhenAProviderSaysNothing() {
        file.hear(Sample.loaded(1));
        loop.step();
        time.advance(Duration.ofSeconds(2));
        file.hear(new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of()));
        loop.step();

        assertThat(live).last().isEqualTo(file(new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of())));
    }

    @Test
    void keepsWhatASourceSaidThatCannotBeReadNow() {
        file.hear(Sample.loaded(1));
        loop.step();
        time.advance(Duration.ofSeconds(2));
        file.hear(Sample.unreadable("not TOML"));
        loop.step();

        assertThat(live).hasSize(1);
        assertThat(loop.problems()).hasToString("[rules.toml not TOML]");
    }

    @Test
    void stillAppliesWhatWaitsWhenTheSourceBreaks() {
        file.hear(Sample.loaded(1));
        loop.step();
        file.hear(Sample.loaded(2));
        file.hear(Sample.unreadable("not TOML"));
        loop.step();
        time.advance(Duration.ofSeconds(2));
        loop.step();

        assertThat(live).hasSize(2).last().isEqualTo(file(Sample.loaded(2)));
    }

    @Test
    void reportsABrokenSourceWithoutWaitingForTheThrottle() {
        file.hear(Sample.loaded(1));
        loop.step();
        file.hear(Sample.unreadable("not TOML"));

        loop.step();

        assertThat(loop.problems()).hasSize(1);
    }

    @Test
    void forgetsTheTroubleOfASourceThatIsRepaired() {
        file.hear(Sample.loaded(1));
        loop.step();
        file.hear(Sample.unreadable("not TOML"));
        loop.step();
        file.hear(Sample.loaded(1));
        time.advance(Duration.ofSeconds(2));
        loop.step();

        assertThat(loop.problems()).isEmpty();
        assertThat(live).hasSize(1);
    }

    @Test
    void gathersTheProblemsOfReadingValidatingAndCompiling() {
        Problem read = Problem.warning(null, "backends.b.color", "unknown key");
        Problem compiled = Problem.error(null, "frontends.f.routes.r.rule", "no such matcher");
        leftOut.add(compiled);
        Loaded loaded =
                Sample.loaded(Map.of("b", Sample.backend("http://a")), Map.of("f", Sample.frontend("b", "none")));
        file.hear(new Loaded(loaded.configuration(), Places.NONE, List.of(read)));

        loop.step();

        assertThat(loop.problems()).hasSize(4).startsWith(read).endsWith(compiled);
    }

    @Test
    void logsAProblemWhenItAppearsAndNotAgain() {
        Loaded bad = Sample.loaded(Map.of(), Map.of("f", Sample.frontend("b", "http")));
        Loaded worse =
                Sample.loaded(Map.of(), Map.of("f", Sample.frontend("b", "http"), "g", Sample.frontend("c", "http")));

        List<String> logged = logging(() -> {
            for (Loaded loaded :
                    List.of(bad, bad, Sample.unreadable("not TOML"), Sample.unreadable("not TOML"), worse)) {
                file.hear(loaded);
                loop.step();
                time.advance(Duration.ofSeconds(2));
            }
        });

        assertThat(logged)
                .containsExactly(
                        "frontends.f.backend: there is no backend \"b\" (expected: one that is defined)",
                        "what provider file said before stays in force",
                        "rules.toml not TOML",
                        "frontends.g.backend: there is no backend \"c\" (expected: one that is defined)");
    }

    private static List<String> logging(Runnable action) {
        Logger logger = (Logger) LoggerFactory.getLogger(ReloadLoop.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void survivesAPublisherThatFails() {
        List<Snapshot> good = new ArrayList<>();
        ReloadLoop fragile = new ReloadLoop(
                Sample.SETTINGS,
                snapshot -> {
                    if (snapshot.equals(file(Sample.loaded(13)))) {
                        throw new IllegalStateException("thirteen");
                    }
                    good.add(snapshot);
                    return List.of();
                },
                time);
        Feed feed = fragile.feed("file");

        for (int i = 12; i <= 14; i++) {
            feed.hear(Sample.loaded(i));
            fragile.step();
            assertThat(fragile.problems()).hasSize(i == 13 ? 1 : 0);
            time.advance(Duration.ofSeconds(2));
        }

        assertThat(good).containsExactly(file(Sample.loaded(12)), file(Sample.loaded(14)));
    }

    @Test
    void carriesAChangeFromAProviderToThePublisher() {
        Provider provider = new Provider() {
            @Override
            public String name() {
                return "sample";
            }

            @Override
            public void run(Consumer<Loaded> publish) {
                publish.accept(Sample.loaded(7));
            }
        };
        try (ReloadLoop running = new ReloadLoop(Sample.SETTINGS, this::publish)) {
            running.supervise(provider);
            running.start();
            await().until(() -> !live.isEmpty());
        }

        assertThat(live).containsExactly(new Snapshot(Map.of("sample", Sample.loaded(7))));
    }

    private static Snapshot file(Loaded loaded) {
        return new Snapshot(Map.of("file", loaded));
    }
}
