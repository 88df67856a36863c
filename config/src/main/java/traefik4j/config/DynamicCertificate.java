package traefik4j.config;

import java.util.List;

/**
 * A certificate that a provider brings (reference §2.3).
 *
 * @param entryPoints where it is shown; empty means the default entry points
 * @param certificate the certificate and its key
 */
public record DynamicCertificate(List<String> entryPoints, Certificate certificate) {
    /** Copies the list. */
    public DynamicCertificate {
        entryPoints = List.copyOf(entryPoints);
    }

    /** This certificate at other entry points. */
    public DynamicCertificate at(List<String> others) {
        return new DynamicCertificate(others, certificate);
    }
}
