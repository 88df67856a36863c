package traefik4j.config.schema;

import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

/** The keys by which clients are told apart and let in: who may pass, from where, and where to otherwise (reference §2). */
final class AccessSchema {
    private AccessSchema() {}

    /** Authentication (reference §2.5). */
    static Key auth() {
        return section("auth", basic("basic"), basic("digest"), forward(), text("headerField"));
    }

    private static Key basic(String name) {
        return section(name, list("users"), text("usersFile"), truth("removeHeader"));
    }

    private static Key forward() {
        return section(
                "forward",
                text("address"),
                truth("trustForwardHeader"),
                list("authResponseHeaders"),
                list("authRequestHeaders"),
                clientTls("tls"));
    }

    /** How to speak TLS to somebody else's server. */
    static Key clientTls(String name) {
        return section(name, text("ca"), truth("caOptional"), text("cert"), text("key"), truth("insecureSkipVerify"));
    }

    /** Addresses that are let in (reference §2.6). */
    static Key whiteList() {
        return section("whiteList", list("sourceRange"), truth("useXForwardedFor"));
    }

    /** Redirects (reference §2.2). */
    static Key redirect() {
        return section("redirect", text("entryPoint"), text("regex"), text("replacement"), truth("permanent"));
    }
}
