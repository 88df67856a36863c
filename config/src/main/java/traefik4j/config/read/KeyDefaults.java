package traefik4j.config.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** What holds in a key-value store where a key is missing, and does not in a file (reference §5.6). */
final class KeyDefaults {
    private static final String SERVERS = "servers";

    private KeyDefaults() {}

    static void addTo(Table tree, Findings findings) {
        tables(
                tree.tableOrEmpty("backends"),
                (name, backend) -> backend(KeyPath.of("backends", name), backend, findings));
        tables(
                tree.tableOrEmpty("tcp").tableOrEmpty("backends"),
                (name, backend) ->
                        tables(backend.tableOrEmpty(SERVERS), (server, its) -> putIfMissing(its, "weight", 1L)));
        tables(tree.tableOrEmpty("frontends"), (name, frontend) -> putIfMissing(frontend, "passHostHeader", true));
    }

    private static void backend(KeyPath path, Table backend, Findings findings) {
        List<String> useless = new ArrayList<>();
        Table servers = backend.tableOrEmpty(SERVERS);
        tables(servers, (name, server) -> {
            putIfMissing(server, "weight", 1L);
            if (!server.has("url") && !findings.costs(path)) {
                findings.warning(
                        server.place(), path.then(SERVERS).then(name), "has no url, so that the server is left out");
                useless.add(name);
            }
        });
        useless.forEach(servers::remove);
        backend.table("maxConn").ifPresent(limit -> putIfMissing(limit, "extractorFunc", "request.host"));
        backend.table("healthCheck").ifPresent(check -> putIfMissing(check, "interval", "30s"));
    }

    private static void tables(Table section, BiConsumer<String, Table> action) {
        section.forEach((name, node) -> {
            if (node instanceof Table table) {
                action.accept(name, table);
            }
        });
    }

    private static void putIfMissing(Table table, String name, Object value) {
        if (!table.has(name)) {
            table.put(name, new Node.Scalar(value, table.place()));
        }
    }
}
