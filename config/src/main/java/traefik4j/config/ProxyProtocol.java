package traefik4j.config;

import java.util.List;

/**
 * Whose headers of the PROXY protocol an entry point believes (reference §2.8).
 *
 * @param trustedIps addresses and networks in CIDR notation
 * @param insecure whether everybody is believed
 */
public record ProxyProtocol(List<String> trustedIps, boolean insecure) {
    /** Copies the list. */
    public ProxyProtocol {
        trustedIps = List.copyOf(trustedIps);
    }

    /** The version of a header that servers get. */
    public enum Version {
        /** Text. */
        V1,
        /** Binary. */
        V2
    }
}
