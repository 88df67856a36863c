package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.Access;
import traefik4j.config.Backend;
import traefik4j.config.BackendTls;
import traefik4j.config.Certificate;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.Forwarding;
import traefik4j.config.Frontend;
import traefik4j.config.FrontendTimeouts;
import traefik4j.config.GoDuration;
import traefik4j.config.HealthCheck;
import traefik4j.config.HealthCheck.Passive;
import traefik4j.config.LoadBalancer;
import traefik4j.config.Pem;
import traefik4j.config.RateLimit;
import traefik4j.config.RateLimit.Rate;
import traefik4j.config.Server;
import traefik4j.proxy.balancing.LiveBackends.Generation;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.tls.SelfSigned;
import traefik4j.proxy.trial.Trial;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/** What lives on from one routing table to the next. */
class LiveBackendsTest {
    private static final Backend ONE = backend("http://10.0.0.1:80");
    private static final Backend OTHER = backend("http://10.0.0.2:80");

    @AutoClose
    private final Workers workers = Workers.start(Transport.best(), 1);

    private final LiveBackends backends = new LiveBackends(
            new UpstreamSettings(
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(9),
                    2,
                    1000,
                    10,
                    BackendTls.UNSAID,
                    Map.of(),
                    ForwardProxies.NONE),
            workers.all(),
            new BalancingSettings(false, null, Duration.ofSeconds(30), System::nanoTime));

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
    void tellsServersApartByTheTlsThatIsSpokenToThem() {
        Backend plain = backend("https://10.0.0.1:443");
        Backend lax = speaking(plain, new BackendTls("", List.of(), true, Pem.NONE, Pem.NONE));
        LiveBackend before = inNextTable("file", "web", plain);
        Generation generation = backends.next();
        LiveServer kept = server(generation.backend("file", "other", plain));
        LiveServer another = server(generation.backend("file", "web", lax));
        generation.commit();
        assertThat(kept).isSameAs(server(before));
        assertThat(another).isNotSameAs(kept);
        assertThat(server(inNextTable("file", "web", lax))).isSameAs(another);
    }

    @Test
    void refusesCertificatesThatCannotBeUsed() {
        Backend odd = believing(Pem.read("no/such/file", Path.of("")));
        assertThatThrownBy(() -> backends.next().backend("file", "web", odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no/such/file");
    }

    private static Backend believing(Pem authority) {
        return speaking(
                backend("https://10.0.0.1:443"), new BackendTls("", List.of(authority), null, Pem.NONE, Pem.NONE));
    }

    private static Pem inFile(Certificate certificate) {
        return new Pem("ca.pem", certificate.chain().text(), "");
    }

    @Test
    void aFileThatChangedMakesNewConnections() {
        Pem first = inFile(SelfSigned.make("first"));
        LiveServer before = server(inNextTable("file", "web", believing(first)));
        assertThat(server(inNextTable("file", "web", believing(first)))).isSameAs(before);
        assertThat(server(inNextTable("file", "web", believing(inFile(SelfSigned.make("second"))))))
                .isNotSameAs(before);
    }

    @Test
    void aFileThatIsBeingRenewedCountsAsItWas() {
        inNextTable("file", "web", believing(inFile(SelfSigned.make("first"))));
        Pem halfWritten = new Pem("ca.pem", "-----BEGIN CERTIFICATE-----", "");
        Pem gone = new Pem("ca.pem", "", "\"ca.pem\" is not there");
        for (Pem now : List.of(halfWritten, gone)) {
            assertThatCode(() -> inNextTable("file", "web", believing(now))).doesNotThrowAnyException();
        }
        Pem another = new Pem("other.pem", "", "\"other.pem\" is not there");
        assertThatThrownBy(() -> inNextTable("file", "web", believing(another)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.pem");
    }

    private static Backend speaking(Backend backend, BackendTls tls) {
        return new Backend(
                backend.servers(), backend.loadBalancer(), null, null, null, null, Forwarding.DEFAULT.with(tls));
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

    @Test
    void aBreakerOutlivesChangesOfTheServers() {
        CircuitBreaker breaker = new CircuitBreaker("NetworkErrorRatio() > 0.5", 0);
        LiveBackend before = inNextTable("file", "web", guarded(ONE, breaker));
        assertThat(inNextTable("file", "web", guarded(OTHER, breaker)).circuitBreaker())
                .isSameAs(before.circuitBreaker());
        CircuitBreaker another = new CircuitBreaker("NetworkErrorRatio() > 0.6", 0);
        assertThat(inNextTable("file", "web", guarded(OTHER, another)).circuitBreaker())
                .isNotSameAs(before.circuitBreaker());
    }

    @Test
    void whatIsKnownOfAServerOutlivesChangesOfTheBackend() {
        CircuitBreaker breaker = new CircuitBreaker("NetworkErrorRatio() > 0.5", 0);
        LiveBackend before = inNextTable("file", "web", ONE);
        before.pool().down(before.pool().candidates()[0]);
        LiveBackend after = inNextTable("file", "web", guarded(ONE, breaker));
        assertThat(after.pool().candidates()[0].member().isUp()).isFalse();
    }

    @Test
    void whatIsKnownOfAServerIsForgottenWhenTheHealthCheckChanges() {
        LiveBackend before = inNextTable("file", "web", ONE);
        before.pool().down(before.pool().candidates()[0]);
        HealthCheck passive = new HealthCheck(
                "", "", 0, null, "", Map.of(), 1, 1, Duration.ZERO, new Passive(1, Duration.ZERO, Duration.ZERO));
        Backend checked = new Backend(ONE.servers(), LoadBalancer.DEFAULT, null, null, passive);
        assertThat(inNextTable("file", "web", checked)
                        .pool()
                        .candidates()[0]
                        .member()
                        .isUp())
                .isTrue();
    }

    @Test
    void whatAFrontendMayStillAskOutlivesReloads() {
        assertThat(statusOf(limited("1s"))).isNotEqualTo(429);
        assertThat(statusOf(limited("1s"))).isEqualTo(429);
        assertThat(statusOf(limited("2s"))).isNotEqualTo(429);
    }

    private static Frontend limited(String period) {
        Rate rate = new Rate(GoDuration.parse(period).orElseThrow(), 1, 1);
        RateLimit limit = new RateLimit(Map.of("r", rate), "client.ip");
        return new Frontend(
                "web",
                List.of(),
                Map.of("r", "Path:/"),
                false,
                0,
                Access.OPEN,
                null,
                Map.of(),
                limit,
                FrontendTimeouts.DEFAULT,
                false,
                null);
    }

    /** What a client is told in the next table; the backend has no server. */
    private int statusOf(Frontend frontend) {
        Generation generation = backends.next();
        Backend empty = new Backend(Map.of(), LoadBalancer.DEFAULT);
        Trial trial = Trial.get(generation.backend("file", "web", frontend, empty));
        generation.commit();
        return trial.status();
    }

    private static Backend guarded(Backend backend, CircuitBreaker breaker) {
        return new Backend(backend.servers(), LoadBalancer.DEFAULT, breaker, null, null);
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
