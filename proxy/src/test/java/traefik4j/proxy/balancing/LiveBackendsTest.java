package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.Backend;
import traefik4j.config.LoadBalancer;
import traefik4j.config.Server;
import traefik4j.proxy.balancing.LiveBackends.Generation;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/** What lives on from one routing table to the next. */
class LiveBackendsTest {
    private static final Backend ONE = backend("http://10.0.0.1:80");
    private static final Backend OTHER = backend("http://10.0.0.2:80");

    @AutoClose
    private final Workers workers = Workers.start(Transport.best(), 1);

    private final LiveBackends backends = new LiveBackends(
            new UpstreamSettings(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(9), 2, 1000, 10),
            workers.all(),
            false);

    @Test
    void keepsABackendWhoseDefinitionStaysTheSame() {
        LiveBackend before = inNextTable("file", "web", ONE);
        assertThat(inNextTable("file", "web", backend("http://10.0.0.1:80"))).isSameAs(before);
        assertThat(inNextTable("file", "web", ONE)).isSameAs(before);
    }

    @Test
    void makesABackendAnewWhoseDefinitionChanges() {
        LiveBackend before = inNextTable("file", "web", ONE);
        assertThat(inNextTable("file", "web", OTHER)).isNotSameAs(before);
    }

    @Test
    void keepsAServerThatAnyBackendNames() {
        LiveBackend before = inNextTable("file", "web", ONE);
        LiveBackend after = inNextTable("docker", "other", ONE);
        assertThat(after).isNotSameAs(before);
        assertThat(server(after)).isSameAs(server(before));
    }

    @Test
    void sharesABackendWithinATable() {
        Generation generation = backends.next();
        assertThat(generation.backend("file", "web", ONE)).isSameAs(generation.backend("file", "web", ONE));
        assertThat(generation.backend("docker", "web", ONE)).isNotSameAs(generation.backend("file", "web", ONE));
    }

    @Test
    void forgetsATableThatNeverCameIntoForce() {
        LiveBackend before = inNextTable("file", "web", ONE);
        backends.next().backend("file", "web", OTHER);
        assertThat(inNextTable("file", "web", ONE)).isSameAs(before);
    }

    @Test
    void forgetsABackendNobodyNamesAnyLonger() {
        LiveBackend before = inNextTable("file", "web", ONE);
        inNextTable("file", "another", OTHER);
        assertThat(inNextTable("file", "web", ONE)).isNotSameAs(before);
    }

    @Test
    void refusesAUrlThatIsNone() {
        assertThatThrownBy(() -> backends.next().backend("file", "web", backend("nonsense")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: scheme://host:port");
    }

    private LiveBackend inNextTable(String provider, String name, Backend definition) {
        Generation generation = backends.next();
        LiveBackend backend = generation.backend(provider, name, definition);
        generation.commit();
        return backend;
    }

    private static LiveServer server(LiveBackend backend) {
        return backend.pool().candidates()[0].member().server();
    }

    private static Backend backend(String url) {
        return new Backend(Map.of("server", new Server(url, 1)), LoadBalancer.DEFAULT);
    }
}
