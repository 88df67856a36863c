package traefik4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "10s, PT10S",
        "1m30s, PT1M30S",
        "100ms, PT0.1S",
        "1.5h, PT1H30M",
        "2h45m, PT2H45M",
        ".5s, PT0.5S",
        "1.s, PT1S",
        "1us, PT0.000001S",
        "1µs, PT0.000001S",
        "7ns, PT0.000000007S",
        "-1m, PT-1M",
        "+3s, PT3S",
        "0, PT0S",
        "15, PT15S",
        "007, PT7S"
    })
    void readsWhatGoReadsAndBareDigitsAsSeconds(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "10 s",
                "10x",
                "1m 30s",
                "1e3s",
                "--1s",
                "1d",
                ".",
                ".s",
                "10sec",
                "١s",
                "9999999999999h"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, false", "0, true", "10s, true"})
    void wantsAUnitWhereGoDoes(String text, boolean accepted) {
        assertThat(GoDuration.parseStrictly(text).isPresent()).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT10S, 10s",
        "PT1M30S, 1m30s",
        "PT1H, 1h0m0s",
        "PT100H1S, 100h0m1s",
        "PT0.1S, 100ms",
        "PT0.0000015S, 1.5µs",
        "PT0.000000007S, 7ns",
        "PT1.5S, 1.5s",
        "PT-1M, -1m0s"
    })
    void printsAsGoDoes(Duration duration, String expected) {
        assertThat(GoDuration.format(duration)).isEqualTo(expected);
    }
}
