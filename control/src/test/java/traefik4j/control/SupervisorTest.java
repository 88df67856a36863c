package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import traefik4j.config.Loaded;

class SupervisorTest {
    private final ManualTime time = new ManualTime();
    private final List<Loaded> published = new CopyOnWriteArrayList<>();

    @Test
    void runsAProviderAgainThatFails() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Supervisor supervisor = supervising(publish -> {
            if (runs.incrementAndGet() < 4) {
                throw new IOException("connection refused");
            }
            publish.accept(Sample.loaded(1));
        })) {
            supervisor.start();
            await().until(() -> published.size() == 4);
        }

        assertThat(runs).hasValue(4);
        assertThat(published.getLast()).isEqualTo(Sample.loaded(1));
        assertThat(time.slept).hasSize(3);
    }

    @Test
    void publishesTroubleAsASourceThatCannotBeRead() throws Exception {
        try (Supervisor supervisor = supervising(publish -> {
            throw new IllegalStateException("no socket");
        })) {
            supervisor.start();
            await().until(() -> !published.isEmpty());
        }

        assertThat(published.getFirst().isReadable()).isFalse();
        assertThat(published.getFirst().problems())
                .hasToString("[provider sample java.lang.IllegalStateException: no socket; it is tried again]");
    }

    @Test
    void leavesAProviderAloneThatIsContent() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(1);
        try (Supervisor supervisor = supervising(publish -> {
            runs.incrementAndGet();
            ran.countDown();
        })) {
            supervisor.start();
            ran.await();
        }

        assertThat(runs).hasValue(1);
        assertThat(time.slept).isEmpty();
    }

    @Test
    void interruptsTheProviderWhenClosed() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        Supervisor supervisor = supervising(publish -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        });
        supervisor.start();
        running.await();

        supervisor.close();

        assertThat(interrupted).isTrue();
        assertThat(published).isEmpty();
    }

    @Test
    void doesNotCallAProviderAgainThatFailsWhileClosing() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        Supervisor supervisor = supervising(publish -> {
            runs.incrementAndGet();
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IOException("closed by interrupt", e);
            }
        });
        supervisor.start();
        running.await();

        supervisor.close();

        assertThat(runs).hasValue(1);
        assertThat(published).isEmpty();
    }

    private Supervisor supervising(Run run) {
        return new Supervisor(new Sampler(run), published::add, time, new Random(1));
    }

    /** What a provider of these tests does. */
    private interface Run {
        void run(Consumer<Loaded> publish) throws Exception;
    }

    /** A provider that does what a test says. */
    private record Sampler(Run run) implements Provider {
        @Override
        public String name() {
            return "sample";
        }

        @Override
        public void run(Consumer<Loaded> publish) throws Exception {
            run.run(publish);
        }
    }

    @Test
    void startsTheBackOffAgainAfterALongRun() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Supervisor supervisor = supervising(publish -> {
            if (runs.incrementAndGet() == 11) {
                time.advance(Duration.ofSeconds(30));
            }
            if (runs.get() <= 11) {
                throw new IOException("gone");
            }
        })) {
            supervisor.start();
            await().until(() -> runs.get() == 12);
        }

        List<Duration> slept = List.copyOf(time.slept);
        assertThat(slept.get(9)).isGreaterThan(Duration.ofSeconds(9));
        assertThat(slept.get(10)).isLessThan(Duration.ofMillis(750));
    }
}
