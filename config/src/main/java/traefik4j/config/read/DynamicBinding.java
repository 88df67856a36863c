package traefik4j.config.read;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import traefik4j.config.Backend;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.ErrorPage;
import traefik4j.config.Frontend;
import traefik4j.config.FrontendTimeouts;
import traefik4j.config.OrderedMap;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** Makes the dynamic configuration of a tree, without the objects an error was found in (reference §3.1, §4). */
final class DynamicBinding {
    private final Table tree;
    private final Findings findings;

    DynamicBinding(Table tree, Findings findings) {
        this.tree = tree;
        this.findings = findings;
    }

    DynamicConfiguration bind() {
        return new DynamicConfiguration(
                objects("backends", Backend.class, new BackendBinding(findings)::backend),
                objects("frontends", Frontend.class, this::frontend),
                new TlsBinding(Path.of(""), findings).dynamic(tree.tables("tls")),
                new TcpBinding(findings).bind(tree.tableOrEmpty("tcp")));
    }

    private <T> Map<String, T> objects(String kind, Class<T> type, BiFunction<KeyPath, Table, T> binding) {
        Table tables = tree.tableOrEmpty(kind);
        OrderedMap.Builder<String, T> objects = new OrderedMap.Builder<>(tables.size());
        tables.forEach((name, node) -> {
            if (node instanceof Node.Known known) {
                objects.put(name, type.cast(known.value()));
                return;
            }
            KeyPath path = KeyPath.of(kind, name);
            if (node instanceof Table table) {
                T object = binding.apply(path, table);
                if (!findings.costs(path)) {
                    objects.put(name, object);
                }
            }
        });
        return objects.build();
    }

    private Frontend frontend(KeyPath path, Table table) {
        Map<String, String> routes = new LinkedHashMap<>();
        table.tableOrEmpty("routes").forEach((name, node) -> {
            if (node instanceof Table route) {
                routes.put(name, rule(path.then("routes").then(name), route));
            }
        });
        return new Frontend(
                table.text("backend").orElse(""),
                table.list("entryPoints"),
                routes,
                table.truth("passHostHeader", false),
                table.number("priority", 0),
                new AccessBinding(findings).bind(path, table, "whitelistSourceRange"),
                table.table("headers").map(HeadersBinding::bind).orElse(null),
                errors(table.tableOrEmpty("errors")),
                table.table("ratelimit").map(BackendBinding::rateLimit).orElse(null),
                table.table("timeouts").map(DynamicBinding::timeouts).orElse(FrontendTimeouts.DEFAULT),
                table.truth("passTLSCert", false),
                table.table("passTLSClientCert").map(ClientCertBinding::bind).orElse(null));
    }

    private static FrontendTimeouts timeouts(Table section) {
        return new FrontendTimeouts(
                section.duration("request").orElse(null),
                section.duration("response").orElse(null),
                section.duration("responseHeader").orElse(null),
                section.duration("idle").orElse(null),
                section.has("minBodyRate") ? section.number("minBodyRate", 0) : null);
    }

    private static Map<String, ErrorPage> errors(Table section) {
        Map<String, ErrorPage> errors = new LinkedHashMap<>();
        section.forEach((name, node) -> {
            if (node instanceof Table page) {
                errors.put(
                        name,
                        new ErrorPage(
                                page.list("status"),
                                page.text("backend").orElse(""),
                                page.text("query").orElse(""),
                                page.truth("passHeaders", false)));
            }
        });
        return errors;
    }

    private String rule(KeyPath path, Table route) {
        Optional<String> rule = route.text("rule");
        if (rule.isEmpty() && !route.has("rule") && !findings.costs(path.first(2))) {
            findings.error(route.place(), path.then("rule"), "is missing (expected: a rule such as Host:example.com)");
        }
        return rule.orElse("");
    }
}
