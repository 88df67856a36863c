package traefik4j.proxy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import traefik4j.config.MaxConn;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.trial.Trial;

/** How many requests of one source are under way at the same time (reference §4.7). */
class MaxConnectionsTest {
    private static final Handler SERVER = exchange -> {};

    private final MaxConnections limit = new MaxConnections(new MaxConn(2, "client.ip"));
    private final Handler handler = limit.before(SERVER);

    private Trial from(String client) {
        return Trial.of(handler, client, "GET / HTTP/1.1", "Host: a.example");
    }

    @Test
    void oneMoreThanAllowedIsRefused() {
        from("192.0.2.1");
        from("192.0.2.1");
        Trial third = from("192.0.2.1");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.text()).isEqualTo("max connections reached: 2");
    }

    @Test
    void everySourceHasItsOwnPlaces() {
        from("192.0.2.1");
        from("192.0.2.1");
        assertThat(from("192.0.2.2").status()).isZero();
    }

    @Test
    void aPlaceIsFreeAgainWhenTheResponseEnds() {
        Trial first = from("192.0.2.1");
        from("192.0.2.1");
        first.respond(200);
        assertThat(from("192.0.2.1").status()).isZero();
        assertThat(from("192.0.2.1").status()).isEqualTo(429);
    }

    @Test
    void noPlaceIsLostWhenClientsLeave() {
        for (int i = 0; i < 100_000; i++) {
            from("192.0.2.1").leave();
        }
        assertThat(from("192.0.2.1").status()).isZero();
        assertThat(from("192.0.2.1").status()).isZero();
    }

    @Test
    void aRefusedRequestTakesNoPlace() {
        Trial first = from("192.0.2.1");
        from("192.0.2.1");
        for (int i = 0; i < 10; i++) {
            from("192.0.2.1");
        }
        first.leave();
        assertThat(from("192.0.2.1").status()).isZero();
    }

    @Test
    void sourcesWithoutRequestsAreForgotten() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            trials.add(from("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(limit.sources()).isEqualTo(5_000);
        trials.forEach(Trial::leave);
        assertThat(limit.sources()).isLessThanOrEqualTo(1_024);
    }

    @Test
    void sourcesMayBeHosts() {
        Handler byHost = new MaxConnections(new MaxConn(1, "request.host")).before(SERVER);
        Trial.of(byHost, "192.0.2.1", "GET / HTTP/1.1", "Host: a.example");
        assertThat(Trial.of(byHost, "192.0.2.2", "GET / HTTP/1.1", "Host: a.example")
                        .status())
                .isEqualTo(429);
        assertThat(Trial.of(byHost, "192.0.2.2", "GET / HTTP/1.1", "Host: b.example")
                        .status())
                .isZero();
    }

    @Test
    void sourcesMayBeHeaders() {
        Handler byToken = new MaxConnections(new MaxConn(1, "request.header.X-Token")).before(SERVER);
        Trial.of(byToken, "192.0.2.1", "GET / HTTP/1.1", "Host: a", "x-token: 1");
        assertThat(Trial.of(byToken, "192.0.2.1", "GET / HTTP/1.1", "Host: a", "X-Token: 1", "X-Token: 2")
                        .status())
                .isEqualTo(429);
        assertThat(Trial.of(byToken, "192.0.2.1", "GET / HTTP/1.1", "Host: a").status())
                .isZero();
    }
}
