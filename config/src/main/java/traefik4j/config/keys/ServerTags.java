package traefik4j.config.keys;

import java.util.List;
import traefik4j.config.Constraints;

/** The tags of servers in a key tree, by which constraints choose among them (reference §5.2). */
public final class ServerTags {
    private static final String TAGS = "tags";

    private ServerTags() {}

    /** Takes away the servers these constraints do not accept, and the tags of all others, which say nothing else. */
    public static void choose(KeyTree tree, Constraints constraints) {
        for (KeyTree backend : tree.at("backends").map(KeyTree::below).orElse(List.of())) {
            backend.at("servers").ifPresent(servers -> {
                servers.removeIf((name, server) -> !constraints.accept(tags(server)));
                servers.below().forEach(server -> server.removeIf((name, key) -> name.equals(TAGS)));
            });
        }
    }

    private static List<String> tags(KeyTree server) {
        return server.at(TAGS).map(KeyTree::list).orElse(List.of());
    }
}
