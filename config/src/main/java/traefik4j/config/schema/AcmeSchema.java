package traefik4j.config.schema;

import static traefik4j.config.schema.Key.duration;
import static traefik4j.config.schema.Key.each;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

/** The keys of automatic certificates (reference §7.1). */
final class AcmeSchema {
    private AcmeSchema() {}

    static Key acme() {
        return section(
                "acme",
                text("email"),
                text("storage"),
                text("storageFile"),
                text("entryPoint"),
                text("caServer"),
                truth("onHostRule"),
                truth("onDemand"),
                text("keyType"),
                text("preferredChain"),
                truth("acmeLogging"),
                truth("overrideCertificates"),
                each("domains", Section.of(text("main"), list("sans"))),
                section("httpChallenge", text("entryPoint")),
                section("tlsChallenge"),
                section(
                        "dnsChallenge",
                        text("provider"),
                        duration("delayBeforeCheck"),
                        list("resolvers"),
                        truth("disablePropagationCheck")),
                text("dnsProvider"),
                duration("delayDontCheckDNS"));
    }
}
