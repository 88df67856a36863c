package traefik4j.config;

import java.util.List;

/**
 * Whose {@code X-Forwarded-*} headers an entry point believes (reference §2.9). Unlike Traefik 1.x nobody is trusted
 * unless the configuration says so.
 *
 * @param trustedIps addresses and networks in CIDR notation
 * @param insecure whether everybody is believed
 */
public record ForwardedHeaders(List<String> trustedIps, boolean insecure) {
    /** Believes nobody. */
    public static final ForwardedHeaders NOBODY = new ForwardedHeaders(List.of(), false);

    /** Copies the list. */
    public ForwardedHeaders {
        trustedIps = List.copyOf(trustedIps);
    }
}
