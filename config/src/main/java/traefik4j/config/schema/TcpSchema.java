package traefik4j.config.schema;

import static traefik4j.config.schema.Key.count;
import static traefik4j.config.schema.Key.duration;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.named;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

/** The keys about connections that are passed on as bytes. */
final class TcpSchema {
    private TcpSchema() {}

    static Key tcp() {
        return section("tcp", named("backends", backend()), named("frontends", frontend()));
    }

    private static Section backend() {
        return Section.of(
                named("servers", Section.of(text("url"), count("weight"))),
                section("timeouts", duration("dial"), duration("idle")),
                text("proxyProtocol"),
                DynamicSchema.serverTls());
    }

    private static Section frontend() {
        return Section.of(
                text("backend"), list("entryPoints"), truth("passthrough"), named("routes", Section.of(text("rule"))));
    }
}
