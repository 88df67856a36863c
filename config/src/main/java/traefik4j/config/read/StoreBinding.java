package traefik4j.config.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Cluster;
import traefik4j.config.Constraint;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes key-value stores of their sections (reference §5.6). */
final class StoreBinding {
    private static final String CONSTRAINTS = "constraints";

    private final Table tree;
    private final Findings findings;

    StoreBinding(Table tree, Findings findings) {
        this.tree = tree;
        this.findings = findings;
    }

    /** All of them, in the order in which they are preferred. */
    List<KeyValueStore> bind() {
        List<KeyValueStore> stores = new ArrayList<>();
        for (KeyValueStore.Kind kind : KeyValueStore.Kind.values()) {
            tree.table(kind.section()).ifPresent(section -> stores.add(store(kind, section)));
        }
        return stores;
    }

    /** How instances know each other. */
    Cluster cluster() {
        Table section = tree.tableOrEmpty("cluster");
        return new Cluster(
                section.text("node").orElse(""),
                section.tableOrEmpty("store").text("prefix").orElse(""));
    }

    private KeyValueStore store(KeyValueStore.Kind kind, Table section) {
        return new KeyValueStore(
                kind,
                endpoints(kind, section),
                section.text("prefix").filter(text -> !text.isEmpty()).orElse(kind.prefix()),
                section.truth("watch", true),
                login(section),
                section.table("tls").map(AccessBinding::clientTls).orElse(null),
                section.has("useAPIV3") ? Boolean.valueOf(section.truth("useAPIV3", false)) : null,
                constraints(KeyPath.of(kind.section()), section));
    }

    private static List<String> endpoints(KeyValueStore.Kind kind, Table section) {
        String written = section.text("endpoint").orElse("");
        List<String> endpoints = Arrays.stream(written.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        return endpoints.isEmpty() ? List.of(kind.endpoint()) : endpoints;
    }

    private static KeyValueStore.@Nullable Login login(Table section) {
        Optional<String> name = section.text("username").filter(text -> !text.isEmpty());
        return name.map(username -> new KeyValueStore.Login(
                        username, section.text("password").orElse("")))
                .orElse(null);
    }

    /** Those of the section and those that hold for all providers (reference §1.5). */
    private Constraints constraints(KeyPath path, Table section) {
        List<Constraint> all = new ArrayList<>();
        addTo(all, path, section);
        addTo(all, KeyPath.ROOT, tree);
        return new Constraints(all);
    }

    private void addTo(List<Constraint> all, KeyPath path, Table table) {
        for (String text : table.list(CONSTRAINTS)) {
            Constraint.parse(text)
                    .ifPresentOrElse(
                            all::add,
                            () -> findings.error(
                                    table.placeOf(CONSTRAINTS),
                                    path.then(CONSTRAINTS),
                                    '"' + text + "\" (expected: " + Constraint.EXPECTED + ")"));
        }
    }
}
