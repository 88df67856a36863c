package traefik4j.config.read;

import java.util.Locale;
import java.util.Set;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Frontends and backends in the main file that no provider reads, which Traefik 1.x ignores in silence. */
final class OrphanedObjects {
    private static final Set<String> DYNAMIC = Set.of("backends", "frontends", "tls", "tcp");

    private OrphanedObjects() {}

    static void check(Table written, Table tree, Findings findings) {
        boolean readHere = tree.table("file")
                .filter(file -> file.text("filename").orElse("").isEmpty()
                        && file.text("directory").orElse("").isEmpty())
                .isPresent();
        if (readHere) {
            return;
        }
        String expected = tree.has("file")
                ? "nobody reads this (expected: [file] without filename and directory)"
                : "nobody reads this (expected: a section [file], which may be empty)";
        written.forEach((name, node) -> {
            if (DYNAMIC.contains(name.toLowerCase(Locale.ROOT))) {
                findings.warning(node.place(), KeyPath.of(name), expected);
            }
        });
    }
}
