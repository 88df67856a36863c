package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Forwarding;
import traefik4j.config.FrontendTimeouts;

/** Which time-out counts for the head of a response: the frontend's, else the backend's, else everybody's. */
class TimesTest {
    @ParameterizedTest
    @CsvSource({",,30,30", ",5,30,5", "7,5,30,7", "7,,30,7", ",0,30,0", "0,5,30,0", "0,,30,0", ",,0,0"})
    void theNearestCounts(@Nullable Long frontend, @Nullable Long backend, long elsewhere, long expected) {
        FrontendTimeouts its = new FrontendTimeouts(null, null, seconds(frontend), null, null);
        ServerTimes times = new ServerTimes(new Forwarding(null, seconds(backend), null, Duration.ZERO));
        assertThat(times.responseHeader(new RequestTimes(its), Duration.ofSeconds(elsewhere)))
                .isEqualTo(Duration.ofSeconds(expected).toNanos());
    }

    private static @Nullable Duration seconds(@Nullable Long count) {
        return count == null ? null : Duration.ofSeconds(count);
    }
}
