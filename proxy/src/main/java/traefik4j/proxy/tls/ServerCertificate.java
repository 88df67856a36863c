package traefik4j.proxy.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Certificate;
import traefik4j.proxy.ocsp.Staple;

/**
 * A certificate that can be shown.
 *
 * @param source as it was configured
 * @param names what it is for: lower case, sorted, with wildcards
 * @param material itself and its key
 * @param staple what its issuer says about it; null if that is not shown
 */
record ServerCertificate(
        Certificate source,
        List<String> names,
        KeyMaterial material,
        @Nullable Staple staple) {
    /** Copies the list. */
    ServerCertificate {
        names = List.copyOf(names);
    }

    /** A certificate that is shown alone. */
    ServerCertificate(Certificate source, List<String> names, KeyMaterial material) {
        this(source, names, material, null);
    }

    /** This, shown alone. */
    ServerCertificate alone() {
        return new ServerCertificate(source, names, material);
    }
}
