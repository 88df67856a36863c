package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many connections passed on as bytes to clients that do not read: what waits for all of them together is bounded. */
class TcpBacklogFlowTest {
    private static final int LARGE = 8 << 20;
    private static final long BUDGET = 2 << 20;
    /** The budget, and what each connection may have read in one turn before that was counted; of 480 MiB in all. */
    private static final long BOUND = 24 * BUDGET;

    @AutoClose
    private final Configured proxy = new Configured(BUDGET);

    @BeforeEach
    void start() {
        proxy.server("s", connection -> connection.send(new byte[LARGE])).start("""
                defaultEntryPoints = ["http"]
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [tcp.backends.b.servers.s]
                url = "tcp://@s@"
                [tcp.frontends.f]
                backend = "b"
                [tcp.frontends.f.routes.r]
                rule = "HostSNI:*"
                """);
    }

    private List<RawClient> idlers() {
        List<RawClient> idlers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            idlers.add(proxy.client());
        }
        return idlers;
    }

    @Test
    void everybodyGetsAllInTheEnd() {
        List<RawClient> idlers = idlers();
        await().until(() -> proxy.waiting() > BUDGET);
        for (int i = 0; i < 50; i++) {
            assertThat(proxy.waiting()).isLessThan(BOUND);
        }
        assertThat(idlers)
                .allSatisfy(idler -> assertThat(idler.skip(Long.MAX_VALUE)).isEqualTo(LARGE));
        await().atMost(Duration.ofSeconds(5)).until(() -> proxy.waiting() == 0);
    }

    @Test
    void whatWaitedForThoseWhoLeaveIsForgotten() {
        List<RawClient> idlers = idlers();
        await().until(() -> proxy.waiting() > BUDGET);
        idlers.forEach(RawClient::reset);
        await().until(() -> proxy.waiting() == 0);
    }
}
