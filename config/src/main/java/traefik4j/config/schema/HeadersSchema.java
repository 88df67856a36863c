package traefik4j.config.schema;

import static traefik4j.config.schema.Key.large;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.pairs;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

/** The keys that edit and add headers of a frontend (reference §3.9). */
final class HeadersSchema {
    private HeadersSchema() {}

    static Key headers() {
        return section(
                "headers",
                pairs("customRequestHeaders"),
                pairs("customResponseHeaders"),
                list("allowedHosts"),
                list("hostsProxyHeaders"),
                truth("sslRedirect"),
                truth("sslTemporaryRedirect"),
                text("sslHost"),
                truth("sslForceHost"),
                pairs("sslProxyHeaders"),
                large("stsSeconds"),
                truth("stsIncludeSubdomains"),
                truth("stsPreload"),
                truth("forceSTSHeader"),
                truth("frameDeny"),
                text("customFrameOptionsValue"),
                truth("contentTypeNosniff"),
                truth("browserXssFilter"),
                text("customBrowserXSSValue"),
                text("contentSecurityPolicy"),
                text("publicKey"),
                text("referrerPolicy"),
                truth("isDevelopment"),
                text("contentSecurityPolicyReportOnly"),
                text("permissionsPolicy"),
                truth("accessControlAllowCredentials"),
                list("accessControlAllowHeaders"),
                list("accessControlAllowMethods"),
                list("accessControlAllowOriginList"),
                list("accessControlAllowOriginListRegex"),
                list("accessControlExposeHeaders"),
                large("accessControlMaxAge"),
                truth("addVaryHeader"));
    }
}
