package traefik4j.proxy.tls;

import java.util.List;
import traefik4j.config.Certificate;

/**
 * A certificate that can be shown.
 *
 * @param source as it was configured
 * @param names what it is for: lower case, sorted, with wildcards
 * @param material itself and its key
 */
record ServerCertificate(Certificate source, List<String> names, KeyMaterial material) {
    /** Copies the list. */
    ServerCertificate {
        names = List.copyOf(names);
    }
}
