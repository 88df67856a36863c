package traefik4j.config.read;

import traefik4j.config.Cors;
import traefik4j.config.Headers;
import traefik4j.config.Security;
import traefik4j.config.tree.Table;

/** Makes what is done about header fields of a frontend's section (reference §3.9). */
final class HeadersBinding {
    private HeadersBinding() {}

    static Headers bind(Table section) {
        return new Headers(
                section.pairs("customRequestHeaders"),
                section.pairs("customResponseHeaders"),
                security(section),
                cors(section));
    }

    private static Security security(Table section) {
        return new Security(
                section.list("allowedHosts"),
                section.list("hostsProxyHeaders"),
                ssl(section),
                sts(section),
                either(section, "customFrameOptionsValue", "frameDeny", "DENY"),
                section.truth("contentTypeNosniff", false),
                either(section, "customBrowserXSSValue", "browserXssFilter", "1; mode=block"),
                text(section, "contentSecurityPolicy"),
                text(section, "contentSecurityPolicyReportOnly"),
                text(section, "publicKey"),
                text(section, "referrerPolicy"),
                text(section, "permissionsPolicy"),
                section.truth("isDevelopment", false));
    }

    private static Security.Ssl ssl(Table section) {
        return new Security.Ssl(
                section.truth("sslRedirect", false),
                section.truth("sslTemporaryRedirect", false),
                text(section, "sslHost"),
                section.truth("sslForceHost", false),
                section.pairs("sslProxyHeaders"));
    }

    private static Security.Sts sts(Table section) {
        return new Security.Sts(
                section.large("stsSeconds", 0),
                section.truth("stsIncludeSubdomains", false),
                section.truth("stsPreload", false),
                section.truth("forceSTSHeader", false));
    }

    private static Cors cors(Table section) {
        return new Cors(
                section.list("accessControlAllowOriginList"),
                section.list("accessControlAllowOriginListRegex"),
                section.list("accessControlAllowMethods"),
                section.list("accessControlAllowHeaders"),
                section.list("accessControlExposeHeaders"),
                section.truth("accessControlAllowCredentials", false),
                section.large("accessControlMaxAge", 0),
                section.truth("addVaryHeader", false));
    }

    /** A text of the user's, or else one that a switch stands for. */
    private static String either(Table section, String text, String truth, String meaning) {
        String said = text(section, text);
        return said.isEmpty() && section.truth(truth, false) ? meaning : said;
    }

    private static String text(Table section, String name) {
        return section.text(name).orElse("");
    }
}
