package traefik4j.proxy.tls;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of an entry point by name. For {@code a.b.c} the first counts that there is of {@code a.b.c}, {@code
 * *.b.c}, {@code *.*.c} and {@code *.*.*} (reference §2.3), which takes one look each, however many certificates there
 * are; and no more looks than the widest name has wildcards.
 */
final class CertificateIndex {
    private final Map<String, ServerCertificate> byName = new HashMap<>();
    private final @Nullable ServerCertificate otherwise;
    private final int mostWildcards;
    private final boolean hasAddresses;

    /**
     * An index.
     *
     * @param certificates those to choose from; of two with the same name the first counts
     * @param otherwise what clients get whose name none of them has; null if they are refused
     */
    CertificateIndex(List<ServerCertificate> certificates, @Nullable ServerCertificate otherwise) {
        this.otherwise = otherwise;
        int most = 0;
        boolean addresses = false;
        for (ServerCertificate certificate : certificates) {
            for (String name : certificate.names()) {
                byName.putIfAbsent(name, certificate);
                most = Math.max(most, CertificateNames.wildcards(name));
                addresses |= isAddress(name);
            }
        }
        mostWildcards = most;
        hasAddresses = addresses;
    }

    private static boolean isAddress(String name) {
        char last = name.charAt(name.length() - 1);
        return name.indexOf(':') >= 0 || last >= '0' && last <= '9';
    }

    /** Whether it matters to which of our addresses a client came that names no server. */
    boolean hasAddresses() {
        return hasAddresses;
    }

    /** The certificate for a client that names this server, or none; null if it is refused. */
    @Nullable
    ServerCertificate choose(@Nullable String serverName, @Nullable InetAddress local) {
        ServerCertificate found = find(serverName, local);
        return found == null ? otherwise : found;
    }

    /** The certificate that has the name, or else the address, by which a client knows this server; null if none has. */
    @Nullable
    ServerCertificate find(@Nullable String serverName, @Nullable InetAddress local) {
        if (serverName != null && !serverName.isEmpty()) {
            return named(CertificateNames.normal(serverName));
        }
        return local == null ? null : byName.get(CertificateNames.of(local));
    }

    private @Nullable ServerCertificate named(String name) {
        ServerCertificate found = byName.get(name);
        String wider = name;
        for (int wildcards = 0; found == null && wildcards < mostWildcards; wildcards++) {
            wider = CertificateNames.widened(wider, wildcards);
            if (wider == null) {
                break;
            }
            found = byName.get(wider);
        }
        return found;
    }
}
