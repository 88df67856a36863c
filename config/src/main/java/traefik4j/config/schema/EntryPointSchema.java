package traefik4j.config.schema;

import static traefik4j.config.schema.Key.count;
import static traefik4j.config.schema.Key.each;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

/** The keys of an entry point (reference §2.1). */
public final class EntryPointSchema {
    /** What may stand below {@code entryPoints.<name>}. */
    public static final Section ENTRY_POINT = Section.of(
            text("address"),
            truth("compress"),
            AccessSchema.redirect(),
            tls(),
            AccessSchema.auth(),
            AccessSchema.whiteList(),
            list("whiteListSourceRange"),
            section("proxyProtocol", list("trustedIPs"), truth("insecure")),
            section("forwardedHeaders", list("trustedIPs"), truth("insecure")),
            section("http3", count("advertisedPort")));

    private EntryPointSchema() {}

    private static Key tls() {
        return section(
                "tls",
                each("certificates", certificate()),
                Key.of("defaultCertificate", certificate()),
                text("minVersion"),
                list("cipherSuites"),
                truth("sniStrict"),
                truth("ocsp"),
                list("clientCAFiles"),
                clientCa(),
                each("hosts", host()));
    }

    private static Section host() {
        return Section.of(
                list("names"),
                text("minVersion"),
                list("cipherSuites"),
                truth("sniStrict"),
                list("clientCAFiles"),
                clientCa());
    }

    private static Key clientCa() {
        return section("clientCA", list("files"), truth("optional"));
    }

    /** A certificate and its key, each a path or the PEM text itself. */
    static Section certificate() {
        return Section.of(text("certFile"), text("keyFile"));
    }
}
