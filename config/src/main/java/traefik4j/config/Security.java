package traefik4j.config;

import java.util.List;
import java.util.Map;

/**
 * The security headers of a frontend (reference §3.9). Texts are empty where they are not configured.
 *
 * @param allowedHosts hosts that may be asked for, port included; empty for any
 * @param hostsProxyHeaders fields that may hold the real host
 * @param ssl where clients have to use TLS
 * @param sts what clients are told to remember about TLS
 * @param frameOptions {@code X-Frame-Options}
 * @param contentTypeNosniff whether browsers may not guess content types
 * @param xssProtection {@code X-XSS-Protection}
 * @param contentSecurityPolicy {@code Content-Security-Policy}; {@code $NONCE} stands for a new word each time
 * @param contentSecurityPolicyReportOnly the same, only reported
 * @param publicKey {@code Public-Key-Pins}
 * @param referrerPolicy {@code Referrer-Policy}
 * @param permissionsPolicy {@code Permissions-Policy}
 * @param isDevelopment whether hosts, TLS and what clients remember of it do not matter
 */
public record Security(
        List<String> allowedHosts,
        List<String> hostsProxyHeaders,
        Ssl ssl,
        Sts sts,
        String frameOptions,
        boolean contentTypeNosniff,
        String xssProtection,
        String contentSecurityPolicy,
        String contentSecurityPolicyReportOnly,
        String publicKey,
        String referrerPolicy,
        String permissionsPolicy,
        boolean isDevelopment) {
    /** Nothing of all that. */
    public static final Security NONE = new Security(
            List.of(),
            List.of(),
            new Ssl(false, false, "", false, Map.of()),
            new Sts(0, false, false, false),
            "",
            false,
            "",
            "",
            "",
            "",
            "",
            "",
            false);

    /** Copies the lists. */
    public Security {
        allowedHosts = List.copyOf(allowedHosts);
        hostsProxyHeaders = List.copyOf(hostsProxyHeaders);
    }

    /**
     * Where clients have to use TLS.
     *
     * @param redirect whether those that do not are sent there
     * @param temporary whether they are told so by 307 rather than 301
     * @param host the host they are sent to; empty for the one they asked for
     * @param forceHost whether those that use another host are sent there too
     * @param proxyHeaders fields and values that say that a proxy in front has ended TLS
     */
    public record Ssl(
            boolean redirect, boolean temporary, String host, boolean forceHost, Map<String, String> proxyHeaders) {
        /** Copies the map, keeping its order. */
        public Ssl {
            proxyHeaders = OrderedMap.copyOf(proxyHeaders);
        }
    }

    /**
     * What clients are told to remember about TLS: {@code Strict-Transport-Security} (RFC 6797).
     *
     * @param seconds for how long; 0 for nothing
     * @param includeSubdomains whether it is true of names below
     * @param preload whether browsers may know it beforehand
     * @param force whether it is said without TLS too
     */
    public record Sts(long seconds, boolean includeSubdomains, boolean preload, boolean force) {}
}
