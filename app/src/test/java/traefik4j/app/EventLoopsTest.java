package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.proxy.exchange.Transport;

class EventLoopsTest {
    private final List<String> refusals = new ArrayList<>();

    @Test
    void areAsManyAsProcessorsByTheBestTransport() {
        assertThat(EventLoops.of(Map.of(), refusals::add))
                .contains(new EventLoops(Transport.best(), Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void areWhatTheEnvironmentSays() {
        Map<String, String> environment = Map.of("TRAEFIK_EVENT_LOOPS", "3", "TRAEFIK_TRANSPORT", "nio");
        assertThat(EventLoops.of(environment, refusals::add)).contains(new EventLoops(Transport.NIO, 3));
        assertThat(refusals).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TRAEFIK_EVENT_LOOPS, 0, a whole number from 1 to 999",
        "TRAEFIK_EVENT_LOOPS, many, a whole number from 1 to 999",
        "TRAEFIK_TRANSPORT, kqueue, 'epoll, io_uring or nio'"
    })
    void areRefusedByNameOfTheVariable(String variable, String value, String expected) {
        assertThat(EventLoops.of(Map.of(variable, value), refusals::add)).isEmpty();
        assertThat(refusals).containsExactly(variable + ": \"" + value + "\" (expected: " + expected + ")");
    }
}
