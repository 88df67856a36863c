package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * What servers are told of a client's certificate in so many words (reference §3.8).
 *
 * @param notAfter until when it is valid
 * @param notBefore since when
 * @param sans its alternative names
 * @param subject what of whom it is for; null for nothing
 * @param issuer what of who vouches for it; null for nothing
 */
public record ClientCertInfos(
        boolean notAfter,
        boolean notBefore,
        boolean sans,
        @Nullable Name subject,
        @Nullable Name issuer) {

    /**
     * Parts of a distinguished name.
     *
     * @param domainComponent DC
     * @param country C
     * @param province ST
     * @param locality L
     * @param organization O
     * @param serialNumber SN
     * @param commonName CN
     */
    public record Name(
            boolean domainComponent,
            boolean country,
            boolean province,
            boolean locality,
            boolean organization,
            boolean serialNumber,
            boolean commonName) {}
}
