package traefik4j.proxy.tls;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names a certificate is for, and those a client asks for, in one form (reference §2.3). */
final class CertificateNames {
    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateNames() {}

    /** Common name, DNS names and addresses. */
    static List<String> of(X509Certificate certificate) {
        Set<String> names = new TreeSet<>();
        for (String name :
                DistinguishedName.of(certificate.getSubjectX500Principal()).values("CN")) {
            names.add(normal(name));
        }
        for (List<?> name : alternatives(certificate)) {
            if (name.getFirst().equals(DNS)) {
                names.add(normal(String.valueOf(name.getLast())));
            } else if (name.getFirst().equals(IP)) {
                names.add(address(String.valueOf(name.getLast())));
            }
        }
        names.remove("");
        return List.copyOf(names);
    }

    /** The alternative names, each with its kind before it. */
    static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** An address as a name, whichever way it is written. */
    static String address(String text) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
        return address == null ? normal(text) : of(address);
    }

    /** An address as a name. */
    static String of(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** A name without the differences that make none: case, white space around it, dots at its end. */
    static String normal(String name) {
        String normal = name.strip().toLowerCase(Locale.ROOT);
        while (normal.endsWith(".")) {
            normal = normal.substring(0, normal.length() - 1);
        }
        return normal;
    }

    /** How many labels of a name are wildcards, beginning at the left. */
    static int wildcards(String name) {
        int count = 0;
        for (int at = 0; name.startsWith("*", at) && (at + 1 == name.length() || name.charAt(at + 1) == '.'); at += 2) {
            count++;
        }
        return count;
    }

    /** A name whose first label that is no wildcard becomes one; null if there is none left. */
    static @Nullable String widened(String name, int wildcards) {
        int from = 2 * wildcards;
        if (from > name.length() || from == name.length() && from > 0) {
            return null;
        }
        int dot = name.indexOf('.', from);
        return name.substring(0, from) + '*' + (dot < 0 ? "" : name.substring(dot));
    }
}
