package traefik4j.config.schema;

import static traefik4j.config.schema.Key.count;
import static traefik4j.config.schema.Key.decimal;
import static traefik4j.config.schema.Key.duration;
import static traefik4j.config.schema.Key.each;
import static traefik4j.config.schema.Key.large;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.named;
import static traefik4j.config.schema.Key.number;
import static traefik4j.config.schema.Key.pairs;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

/** The keys of the dynamic configuration: backends, frontends, certificates (reference §3.1, §4), and TCP. */
public final class DynamicSchema {
    private static final Section BACKEND = Section.of(
            named("servers", Section.of(text("url"), count("weight"), truth("backup"), truth("drain"))),
            section(
                    "loadBalancer",
                    text("method"),
                    truth("sticky"),
                    stickiness(),
                    text("hashOn"),
                    decimal("boundedLoad"),
                    duration("slowStart")),
            section("circuitBreaker", text("expression"), count("minimumRequests")),
            section("maxConn", large("amount"), text("extractorFunc")),
            healthCheck(),
            section("timeouts", duration("dial"), duration("responseHeader"), duration("idle")),
            text("proxyProtocol"),
            serverTls(),
            buffering(),
            section("responseForwarding", text("flushInterval")));

    private static final Section FRONTEND = Section.of(
            text("backend"),
            list("entryPoints"),
            named("routes", Section.of(text("rule"))),
            number("priority"),
            truth("passHostHeader"),
            truth("passTLSCert"),
            passTlsClientCert(),
            list("basicAuth"),
            AccessSchema.auth(),
            list("whitelistSourceRange"),
            AccessSchema.whiteList(),
            HeadersSchema.headers(),
            named("errors", Section.of(list("status"), text("backend"), text("query"), truth("passHeaders"))),
            rateLimit(),
            section(
                    "timeouts",
                    duration("request"),
                    duration("response"),
                    duration("responseHeader"),
                    duration("idle"),
                    count("minBodyRate")),
            AccessSchema.redirect());

    private static final Section ROOT = Section.of(
            named("backends", BACKEND), named("frontends", FRONTEND), each("tls", certificates()), TcpSchema.tcp());

    /** A file of its own, where keys of the static configuration are out of place. */
    public static final Section OWN_FILE = ROOT.and(StaticSchema.KEYS.keys(Support.MISPLACED));

    /** The main file, where keys of the static configuration are read elsewhere. */
    public static final Section MAIN_FILE =
            ROOT.and(StaticSchema.KEYS.keys(Support.ELSEWHERE)).open();

    private DynamicSchema() {}

    /** How TLS is spoken to servers. */
    static Key serverTls() {
        return section(
                "tls", text("serverName"), list("rootCAs"), truth("insecureSkipVerify"), text("cert"), text("key"));
    }

    private static Key stickiness() {
        return section(
                "stickiness", text("cookieName"), truth("secure"), truth("httpOnly"), text("sameSite"), text("secret"));
    }

    private static Key healthCheck() {
        return section(
                "healthCheck",
                text("scheme"),
                text("path"),
                number("port"),
                text("interval"),
                text("hostname"),
                pairs("headers"),
                count("rise"),
                count("fall"),
                duration("jitter"),
                section("passive", count("maxFailedAttempts"), duration("failureWindow"), duration("ejectionTime")));
    }

    private static Key buffering() {
        return section(
                "buffering",
                large("maxRequestBodyBytes"),
                large("memRequestBodyBytes"),
                large("maxResponseBodyBytes"),
                large("memResponseBodyBytes"),
                text("retryExpression"));
    }

    private static Key passTlsClientCert() {
        return section(
                "passTLSClientCert",
                truth("pem"),
                section(
                        "infos",
                        truth("notAfter"),
                        truth("notBefore"),
                        truth("sans"),
                        distinguishedName("subject"),
                        distinguishedName("issuer")));
    }

    private static Key distinguishedName(String name) {
        return section(
                name,
                truth("country"),
                truth("province"),
                truth("locality"),
                truth("organization"),
                truth("commonName"),
                truth("serialNumber"),
                truth("domainComponent"));
    }

    private static Key rateLimit() {
        Section rate = Section.of(duration("period"), large("average"), large("burst"));
        return section("ratelimit", named("rateset", rate), text("extractorFunc"));
    }

    private static Section certificates() {
        return Section.of(list("entryPoints"), Key.of("certificate", EntryPointSchema.certificate()));
    }
}
