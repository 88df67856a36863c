package traefik4j.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of an entry point (reference §2.3).
 *
 * @param certificates certificates by file or as PEM text, chosen by server name
 * @param defaultCertificate what a client gets whose server name matches none; null means the first of the others
 */
public record Tls(List<Certificate> certificates, @Nullable Certificate defaultCertificate) {
    /** Copies the list. */
    public Tls {
        certificates = List.copyOf(certificates);
    }

    /**
     * A certificate chain and its private key.
     *
     * @param certFile path of a PEM file, or the PEM text itself
     * @param keyFile path of a PEM file, or the PEM text itself
     */
    public record Certificate(String certFile, String keyFile) {}
}
