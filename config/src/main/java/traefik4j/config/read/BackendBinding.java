package traefik4j.config.read;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.config.Buffering;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.Forwarding;
import traefik4j.config.GoDuration;
import traefik4j.config.HealthCheck;
import traefik4j.config.HealthCheck.Passive;
import traefik4j.config.LoadBalancer;
import traefik4j.config.MaxConn;
import traefik4j.config.ProxyProtocol;
import traefik4j.config.RateLimit;
import traefik4j.config.RateLimit.Rate;
import traefik4j.config.Server;
import traefik4j.config.Stickiness;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes backends of their tables (reference §4). */
final class BackendBinding {
    private final Findings findings;

    BackendBinding(Findings findings) {
        this.findings = findings;
    }

    Backend backend(KeyPath path, Table table) {
        Map<String, Server> servers = new LinkedHashMap<>();
        table.tableOrEmpty("servers").forEach((name, node) -> {
            if (node instanceof Table server) {
                servers.put(
                        name,
                        new Server(
                                server.text("url").orElse(""),
                                server.number("weight", 0),
                                server.truth("backup", false),
                                server.truth("drain", false)));
            }
        });
        return new Backend(
                servers,
                loadBalancer(table.tableOrEmpty("loadBalancer")),
                table.table("circuitBreaker")
                        .map(BackendBinding::circuitBreaker)
                        .orElse(null),
                table.table("maxConn").map(BackendBinding::maxConn).orElse(null),
                table.table("healthCheck")
                        .map(check -> healthCheck(path.then("healthCheck"), check))
                        .orElse(null),
                table.table("buffering").map(BackendBinding::buffering).orElse(null),
                forwarding(path, table));
    }

    private static Buffering buffering(Table table) {
        return new Buffering(
                table.large("maxRequestBodyBytes", 0),
                table.large("memRequestBodyBytes", 0),
                table.large("maxResponseBodyBytes", 0),
                table.large("memResponseBodyBytes", 0),
                table.text("retryExpression").orElse(""));
    }

    private Forwarding forwarding(KeyPath path, Table table) {
        Table timeouts = table.tableOrEmpty("timeouts");
        return new Forwarding(
                timeouts.duration("dial").orElse(null),
                timeouts.duration("responseHeader").orElse(null),
                timeouts.duration("idle").orElse(null),
                flushInterval(path.then("responseForwarding"), table.tableOrEmpty("responseForwarding")),
                table.table("tls")
                        .map(tls -> new BackendTlsBinding(path.then("tls"), tls, findings).bind())
                        .orElse(null),
                proxyProtocol(path.then("proxyProtocol"), table, findings));
    }

    /** By which version of the PROXY protocol servers are greeted; null for none. */
    static ProxyProtocol.@Nullable Version proxyProtocol(KeyPath path, Table table, Findings findings) {
        String text = table.text("proxyProtocol").orElse("");
        if (text.isEmpty()) {
            return null;
        }
        if (!text.equalsIgnoreCase("v1") && !text.equalsIgnoreCase("v2")) {
            findings.error(table.placeOf("proxyProtocol"), path, '"' + text + "\" (expected: v1 or v2)");
        }
        return text.equalsIgnoreCase("v1") ? ProxyProtocol.Version.V1 : ProxyProtocol.Version.V2;
    }

    /** A negative interval means in Traefik 1.x what none means here: at once. */
    private Duration flushInterval(KeyPath path, Table section) {
        String text = section.text("flushInterval").orElse("");
        Optional<Duration> interval = text.isEmpty() ? Optional.of(Duration.ZERO) : GoDuration.parse(text);
        if (interval.isEmpty()) {
            String what = '"' + text + "\" (expected: a duration such as \"100ms\" or a number of seconds)";
            findings.error(section.placeOf("flushInterval"), path.then("flushInterval"), what);
        }
        return interval.filter(Duration::isPositive).orElse(Duration.ZERO);
    }

    private static LoadBalancer loadBalancer(Table section) {
        return new LoadBalancer(
                section.text("method").filter(text -> !text.isEmpty()).orElse("wrr"),
                stickiness(section),
                section.text("hashOn").orElse(""),
                section.decimal("boundedLoad", LoadBalancer.BOUNDED_LOAD),
                section.duration("slowStart", Duration.ZERO));
    }

    private static @Nullable Stickiness stickiness(Table section) {
        String byDefault = section.truth("sticky", false) ? Stickiness.DEPRECATED_NAME : "";
        Optional<Table> stickiness = section.table("stickiness");
        if (stickiness.isEmpty()) {
            return byDefault.isEmpty() ? null : new Stickiness(byDefault);
        }
        Table table = stickiness.get();
        return new Stickiness(
                table.text("cookieName").filter(name -> !name.isEmpty()).orElse(byDefault),
                table.truth("secure", false),
                table.truth("httpOnly", false),
                table.text("sameSite").orElse(""),
                table.text("secret").orElse(""));
    }

    private static CircuitBreaker circuitBreaker(Table table) {
        return new CircuitBreaker(table.text("expression").orElse(""), table.number("minimumRequests", 0));
    }

    private HealthCheck healthCheck(KeyPath path, Table table) {
        return new HealthCheck(
                table.text("path").orElse(""),
                table.text("scheme").orElse(""),
                table.number("port", 0),
                interval(path, table),
                table.text("hostname").orElse(""),
                table.pairs("headers"),
                Math.max(1, table.number("rise", 1)),
                Math.max(1, table.number("fall", 1)),
                table.duration("jitter", Duration.ZERO),
                table.table("passive").map(BackendBinding::passive).orElse(null));
    }

    private @Nullable Duration interval(KeyPath path, Table table) {
        Optional<String> written = table.text("interval").filter(text -> !text.isEmpty());
        Optional<Duration> interval = written.flatMap(GoDuration::parseStrictly).filter(Duration::isPositive);
        if (written.isPresent() && interval.isEmpty()) {
            String what = '"' + written.get() + "\" (expected: a duration such as \"10s\"); the global one is used";
            findings.warning(table.placeOf("interval"), path.then("interval"), what);
        }
        return interval.orElse(null);
    }

    private static Passive passive(Table table) {
        return new Passive(
                Math.max(1, table.number("maxFailedAttempts", 1)),
                table.duration("failureWindow", Duration.ofSeconds(10)),
                table.duration("ejectionTime", Duration.ofSeconds(10)));
    }

    private static MaxConn maxConn(Table table) {
        return new MaxConn(table.large("amount", 0), table.text("extractorFunc").orElse(""));
    }

    /** A frontend's limit, which speaks of the same sources. */
    static RateLimit rateLimit(Table table) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        table.tableOrEmpty("rateset").forEach((name, node) -> {
            if (node instanceof Table rate) {
                Duration period = rate.duration("period", Duration.ZERO);
                rates.put(name, new Rate(period, rate.large("average", 0), rate.large("burst", 0)));
            }
        });
        return new RateLimit(rates, table.text("extractorFunc").orElse(""));
    }
}
