package traefik4j.proxy.middleware;

import java.util.LinkedHashMap;
import java.util.Map;
import traefik4j.config.Security;

/** The lines of the security headers, as far as they are always the same (reference §3.9). */
final class SecureLines {
    private SecureLines() {}

    /** What clients get that came by TLS, or that did not. */
    static FieldLines of(Security security, boolean secure) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean remembers = !security.isDevelopment();
        if (remembers
                && security.sts().seconds() > 0
                && (secure || security.sts().force())) {
            fields.put("Strict-Transport-Security", sts(security.sts()));
        }
        put(fields, "X-Frame-Options", security.frameOptions());
        put(fields, "X-Content-Type-Options", security.contentTypeNosniff() ? "nosniff" : "");
        put(fields, "X-XSS-Protection", security.xssProtection());
        putFixed(fields, "Content-Security-Policy", security.contentSecurityPolicy());
        putFixed(fields, "Content-Security-Policy-Report-Only", security.contentSecurityPolicyReportOnly());
        put(fields, "Public-Key-Pins", remembers && secure ? security.publicKey() : "");
        put(fields, "Referrer-Policy", security.referrerPolicy());
        put(fields, "Permissions-Policy", security.permissionsPolicy());
        return FieldLines.of("headers", fields);
    }

    private static String sts(Security.Sts sts) {
        return "max-age=" + sts.seconds()
                + (sts.includeSubdomains() ? "; includeSubDomains" : "")
                + (sts.preload() ? "; preload" : "");
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static void putFixed(Map<String, String> fields, String name, String value) {
        put(fields, name, value.contains("$NONCE") ? "" : value);
    }
}
