package traefik4j.config.read;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import traefik4j.config.Backend;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.LoadBalancer;
import traefik4j.config.MaxConn;
import traefik4j.config.RateLimit;
import traefik4j.config.RateLimit.Rate;
import traefik4j.config.Server;
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
                servers.put(name, new Server(server.text("url").orElse(""), server.number("weight", 0)));
            }
        });
        return new Backend(
                servers,
                loadBalancer(path.then("loadBalancer"), table.tableOrEmpty("loadBalancer")),
                table.table("circuitBreaker")
                        .map(BackendBinding::circuitBreaker)
                        .orElse(null),
                table.table("maxConn").map(BackendBinding::maxConn).orElse(null));
    }

    private LoadBalancer loadBalancer(KeyPath path, Table section) {
        Optional<String> method = section.text("method").map(text -> text.toLowerCase(Locale.ROOT));
        method.filter(text -> !text.isEmpty() && !text.equals("wrr")).ifPresent(text -> {
            String what = text.equals("drr")
                    ? "drr is not supported yet by Traefik4J, wrr is used"
                    : text + " (expected: wrr or drr); wrr is used";
            findings.warning(section.placeOf("method"), path.then("method"), what);
        });
        return LoadBalancer.DEFAULT;
    }

    private static CircuitBreaker circuitBreaker(Table table) {
        return new CircuitBreaker(table.text("expression").orElse(""), table.number("minimumRequests", 0));
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
