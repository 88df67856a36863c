package traefik4j.config.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import traefik4j.config.Server;
import traefik4j.config.Tcp;
import traefik4j.config.TcpBackend;
import traefik4j.config.TcpFrontend;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes TCP frontends and backends of their tables, without those an error was found in. */
final class TcpBinding {
    private final Findings findings;

    TcpBinding(Findings findings) {
        this.findings = findings;
    }

    Tcp bind(Table section) {
        return new Tcp(objects(section, "backends", this::backend), objects(section, "frontends", this::frontend));
    }

    private <T> Map<String, T> objects(Table section, String kind, BiFunction<KeyPath, Table, T> binding) {
        Map<String, T> objects = new LinkedHashMap<>();
        section.tableOrEmpty(kind).forEach((name, node) -> {
            KeyPath path = KeyPath.of("tcp", kind, name);
            if (node instanceof Table table) {
                T object = binding.apply(path, table);
                if (!findings.costs(path)) {
                    objects.put(name, object);
                }
            }
        });
        return objects;
    }

    private TcpBackend backend(KeyPath path, Table table) {
        Map<String, Server> servers = new LinkedHashMap<>();
        table.tableOrEmpty("servers").forEach((name, node) -> {
            if (node instanceof Table server) {
                servers.put(name, new Server(server.text("url").orElse(""), server.number("weight", 0)));
            }
        });
        Table timeouts = table.tableOrEmpty("timeouts");
        return new TcpBackend(
                servers,
                timeouts.duration("dial").orElse(null),
                timeouts.duration("idle").orElse(null),
                table.table("tls")
                        .map(tls -> new BackendTlsBinding(path.then("tls"), tls, findings).bind())
                        .orElse(null),
                BackendBinding.proxyProtocol(path.then("proxyProtocol"), table, findings));
    }

    private TcpFrontend frontend(KeyPath path, Table table) {
        Map<String, String> routes = new LinkedHashMap<>();
        table.tableOrEmpty("routes").forEach((name, node) -> {
            if (node instanceof Table route) {
                routes.put(name, rule(path, path.then("routes").then(name), route));
            }
        });
        return new TcpFrontend(
                table.text("backend").orElse(""), table.list("entryPoints"), table.truth("passthrough", false), routes);
    }

    private String rule(KeyPath frontend, KeyPath path, Table route) {
        if (!route.has("rule") && !findings.costs(frontend)) {
            findings.error(
                    route.place(), path.then("rule"), "is missing (expected: a rule such as HostSNI:example.com)");
        }
        return route.text("rule").orElse("");
    }
}
