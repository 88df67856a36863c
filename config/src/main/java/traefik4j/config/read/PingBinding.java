package traefik4j.config.read;

import java.util.Optional;
import java.util.stream.Stream;
import traefik4j.config.tree.Table;

/** Where ping is answered: section {@code [ping]}, or its forerunner {@code [web]} (reference §1.5, §6.2). */
final class PingBinding {
    /** The entry point that is made for it if there is none of that name. */
    static final String OWN = "traefik";

    private final Table tree;
    private final Notices notices;

    PingBinding(Table tree, Notices notices) {
        this.tree = tree;
        this.notices = notices;
    }

    /** The name of its entry point; empty if ping is off. */
    Optional<String> entryPoint() {
        Optional<Table> ping = tree.table("ping");
        if (ping.isEmpty()
                && tree.has("web")
                && Stream.of("api", "metrics", "rest").noneMatch(tree::has)) {
            notices.add(
                    "of [web] only /ping is there yet: API, dashboard, metrics and PUT are not supported yet by Traefik4J");
            return Optional.of(OWN);
        }
        return ping.map(section -> section.text("entryPoint").orElse(OWN));
    }
}
