package traefik4j.proxy.tcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.Server;
import traefik4j.config.TcpBackend;
import traefik4j.config.TcpFrontend;
import traefik4j.config.read.StaticReader;
import traefik4j.config.read.Surroundings;

/** TCP frontends as they are looked up, and what is wrong with them. */
class LiveTcpTest {
    private final LiveTcp tcp = new LiveTcp(StaticReader.read(
                    List.of("--entryPoints=Name:tls Address::443 TLS", "--entryPoints=Name:clear Address::80"),
                    new Surroundings(Map.of(), Path.of("nowhere")))
            .configuration());
    private final List<TcpDefinition> said = new ArrayList<>();

    private LiveTcpTest frontend(String name, String entryPoint, boolean passthrough, String... rules) {
        TcpBackend backend = new TcpBackend(Map.of("s", new Server("tcp://" + name + ":1", 0)), null, null);
        Map<String, String> routes = new java.util.LinkedHashMap<>();
        for (String rule : rules) {
            routes.put("r" + routes.size(), rule);
        }
        TcpFrontend frontend = new TcpFrontend(name, List.of(entryPoint), passthrough, routes);
        said.add(new TcpDefinition("file", name, frontend, backend, Places.NONE));
        return this;
    }

    private List<String> replace() {
        List<String> problems =
                tcp.replace(said).stream().map(Problem::toString).toList();
        said.clear();
        return problems;
    }

    private SniTable table(String entryPoint) {
        return requireNonNull(tcp.at(entryPoint).current());
    }

    private static String server(@Nullable TcpRoute route) {
        return route == null ? "none" : route.servers().server(0).url();
    }

    @Test
    void findsTheNameThenTheWildcardThenTheRest() {
        frontend("rest", "tls", true, "HostSNI:*");
        frontend("wild", "tls", true, "HostSNI:*.example");
        frontend("exact", "tls", true, "HostSNI:a.example");
        assertThat(replace()).isEmpty();
        assertThat(server(table("tls").named("a.example"))).isEqualTo("tcp://exact:1");
        assertThat(server(table("tls").named("b.example"))).isEqualTo("tcp://wild:1");
        assertThat(server(table("tls").named("a.b.example"))).isEqualTo("tcp://rest:1");
        assertThat(server(table("tls").named("example"))).isEqualTo("tcp://rest:1");
        assertThat(server(table("tls").named(null))).isEqualTo("tcp://rest:1");
        assertThat(server(table("tls").clear())).isEqualTo("none");
    }

    @Test
    void doesNotLookIntoConnectionsThatAllBelongToOne() {
        frontend("all", "clear", false, "HostSNI:*").frontend("tls", "tls", false, "HostSNI:*");
        assertThat(replace()).isEmpty();
        assertThat(server(table("clear").all())).isEqualTo("tcp://all:1");
        assertThat(server(table("tls").all())).isEqualTo("none");
        frontend("all", "clear", false, "HostSNI:*").frontend("one", "clear", true, "HostSNI:a");
        assertThat(replace()).isEmpty();
        assertThat(server(table("clear").all())).isEqualTo("none");
        assertThat(server(table("clear").clear())).isEqualTo("tcp://all:1");
    }

    @Test
    void hasNoTableWhereThereAreNoFrontends() {
        frontend("a", "tls", true, "HostSNI:a");
        assertThat(replace()).isEmpty();
        assertThat(tcp.at("clear").current()).isNull();
        assertThat(replace()).isEmpty();
        assertThat(tcp.at("tls").current()).isNull();
    }

    @Test
    void aBadFrontendCostsItselfAlone() {
        frontend("bad", "tls", true, "Host:a")
                .frontend("never", "tls", true, "HostSNI:a", "HostSNI:b")
                .frontend("good", "tls", true, "HostSNI:c");
        assertThat(replace())
                .containsExactly(
                        "tcp.frontends.bad.routes.r0.rule: \"Host:a\" at character 1: of connections nothing else is"
                                + " known (expected: HostSNI:…)",
                        "tcp.frontends.never.routes: no name matches all its rules (expected: at least one)");
        assertThat(server(table("tls").named("c"))).isEqualTo("tcp://good:1");
        assertThat(server(table("tls").named("a"))).isEqualTo("none");
    }

    @Test
    void doesNotEndTlsWhereThereIsNone() {
        frontend("end", "clear", false, "HostSNI:a");
        assertThat(replace())
                .containsExactly("tcp.frontends.end: entry point \"clear\" has no TLS in which a could be asked for and"
                        + " ended (expected: passthrough = true, or HostSNI:*)");
        assertThat(tcp.at("clear").current()).isNull();
    }

    @Test
    void givesANameToTheFirstWhoClaimsIt() {
        frontend("first", "tls", true, "HostSNI:a").frontend("second", "tls", true, "HostSNI:A., b");
        assertThat(replace())
                .containsExactly("tcp.frontends.second.routes: a belongs to tcp.frontends.first at entry point \"tls\""
                        + " already");
        assertThat(server(table("tls").named("a"))).isEqualTo("tcp://first:1");
        assertThat(server(table("tls").named("b"))).isEqualTo("tcp://second:1");
    }

    @Test
    void keepsBackendsThatAreTheSame() {
        frontend("a", "tls", true, "HostSNI:a");
        assertThat(replace()).isEmpty();
        TcpServers before = requireNonNull(table("tls").named("a")).servers();
        frontend("a", "tls", true, "HostSNI:a, b");
        assertThat(replace()).isEmpty();
        assertThat(requireNonNull(table("tls").named("b")).servers()).isSameAs(before);
    }
}
