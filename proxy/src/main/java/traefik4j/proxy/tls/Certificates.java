package traefik4j.proxy.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Certificate;
import traefik4j.config.Pem;
import traefik4j.config.Problem;
import traefik4j.proxy.ocsp.Staple;

/**
 * Loads certificates, each of them once for as long as it stays in the configuration. Files whose certificate and key do not
 * fit together any more are in the middle of being renewed: what they held before stays. Not safe for several threads.
 */
final class Certificates {
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    private static final String INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

    private final boolean boring;
    private final Map<Certificate, ServerCertificate> known = new HashMap<>();
    private final Map<Files, ServerCertificate> latest = new HashMap<>();

    /** Where a certificate came from. */
    private record Files(String chain, String key) {
        static Files of(Certificate source) {
            return new Files(source.chain().path(), source.key().path());
        }

        boolean areFiles() {
            return !chain.isEmpty() && !key.isEmpty();
        }
    }

    /**
     * Loads.
     *
     * @param boring whether for BoringSSL
     */
    Certificates(boolean boring) {
        this.boring = boring;
    }

    /** A certificate; null if it is unusable, of which the problem is told. */
    @Nullable
    ServerCertificate load(Certificate source, Consumer<Problem> problems) {
        ServerCertificate earlier = known.get(source);
        if (earlier != null) {
            return new ServerCertificate(source, earlier.names(), earlier.material(), earlier.staple());
        }
        try {
            ServerCertificate loaded = read(source, problems);
            known.put(source, loaded);
            latest.put(Files.of(source), loaded);
            return loaded;
        } catch (CertificateFault e) {
            problems.accept(e.problem());
            return before(source);
        }
    }

    /** What the same files held when it was good, unless they are gone. */
    private @Nullable ServerCertificate before(Certificate source) {
        Files files = Files.of(source);
        boolean there = source.chain().fault().isEmpty() && source.key().fault().isEmpty();
        return there && files.areFiles() ? latest.get(files) : null;
    }

    /** Forgets all but these. */
    void keep(Set<Certificate> sources) {
        known.keySet().retainAll(sources);
        latest.keySet().retainAll(sources.stream().map(Files::of).collect(Collectors.toSet()));
    }

    private ServerCertificate read(Certificate source, Consumer<Problem> problems) throws CertificateFault {
        require(source);
        X509Certificate leaf = leaf(source);
        try {
            leaf.checkValidity();
        } catch (CertificateException e) {
            problems.accept(Problem.warning(
                    source.place(), source.name() + ".certFile", "expired, or not valid yet: " + e.getMessage()));
        }
        KeyMaterial material = boring ? BoringMaterial.of(source) : JdkMaterial.of(source, leaf);
        Staple staple = boring ? staple(source, leaf) : null;
        if (staple == null && isToBeStapled(leaf)) {
            problems.accept(Problem.warning(
                    source.place(),
                    source.name() + ".certFile",
                    "demands an answer of an OCSP responder, which cannot be shown (expected: BoringSSL, a responder"
                            + " named in the certificate, and the issuer's certificate below it)"));
        }
        return new ServerCertificate(source, CertificateNames.of(leaf), material, staple);
    }

    /** Whether a certificate is not to be believed without what its issuer says about it (RFC 7633). */
    static boolean isToBeStapled(X509Certificate leaf) {
        return leaf.getExtensionValue(TLS_FEATURE) != null;
    }

    private static @Nullable Staple staple(Certificate source, X509Certificate leaf) throws CertificateFault {
        if (leaf.getExtensionValue(INFORMATION_ACCESS) == null) {
            return null;
        }
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (PemBlock block : PemBlock.of(source.chain().text())) {
                if (block.label().equals("CERTIFICATE")) {
                    chain.add(parse(block));
                }
            }
            return Staple.of(chain, isToBeStapled(leaf));
        } catch (CertificateException e) {
            throw CertificateFault.ofChain(source, "is no certificate in PEM: " + e.getMessage());
        }
    }

    /** A certificate in the form Java knows, for whoever does not take it as BoringSSL has it. */
    static JdkMaterial jdk(ServerCertificate certificate) {
        if (certificate.material() instanceof JdkMaterial material) {
            return material;
        }
        try {
            return JdkMaterial.of(certificate.source(), leaf(certificate.source()));
        } catch (CertificateFault e) {
            throw new IllegalArgumentException(e.problem().toString(), e);
        }
    }

    /**
     * A certificate and its key, each of which could be read.
     *
     * @throws IllegalArgumentException if they are unusable, or do not fit together
     */
    static JdkMaterial pair(Pem chain, Pem key) {
        Certificate source = new Certificate(chain, key);
        try {
            require(source);
            return JdkMaterial.of(source, leaf(source));
        } catch (CertificateFault e) {
            throw new IllegalArgumentException(e.problem().what(), e);
        }
    }

    private static void require(Certificate source) throws CertificateFault {
        if (!source.chain().fault().isEmpty()) {
            throw CertificateFault.ofChain(source, source.chain().fault());
        }
        if (!source.key().fault().isEmpty()) {
            throw CertificateFault.ofKey(source, source.key().fault());
        }
    }

    private static X509Certificate leaf(Certificate source) throws CertificateFault {
        try {
            for (PemBlock block : PemBlock.of(source.chain().text())) {
                if (block.label().equals("CERTIFICATE")) {
                    return parse(block);
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw CertificateFault.ofChain(source, "is no certificate in PEM: " + e.getMessage());
        }
        throw CertificateFault.ofChain(source, "has no certificate in it (expected: PEM)");
    }

    /** A certificate out of PEM. */
    static X509Certificate parse(PemBlock block) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.content()));
    }

    /**
     * The certificates of those who vouch for others.
     *
     * @throws IllegalArgumentException if there is none
     */
    static List<X509Certificate> authorities(List<Pem> files) {
        List<X509Certificate> all = new ArrayList<>();
        for (Pem file : files) {
            int before = all.size();
            try {
                for (PemBlock block : PemBlock.of(file.text())) {
                    all.add(parse(block));
                }
            } catch (CertificateException e) {
                throw new IllegalArgumentException(
                        "the client authority " + file + " cannot be used: " + e.getMessage(), e);
            }
            if (all.size() == before) {
                throw new IllegalArgumentException(
                        "the client authority " + file + " has no certificate in it (expected: PEM)");
            }
        }
        return all;
    }

    /** Those of them that are not for the same names as an earlier one (reference §2.3). */
    static List<ServerCertificate> distinct(List<ServerCertificate> certificates, Consumer<Problem> problems) {
        List<ServerCertificate> distinct = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (ServerCertificate certificate : certificates) {
            if (seen.add(certificate.names())) {
                distinct.add(certificate);
            } else {
                Certificate source = certificate.source();
                problems.accept(Problem.warning(
                        source.place(),
                        source.name(),
                        "is for the same names as an earlier certificate, which is used: "
                                + String.join(", ", certificate.names())));
            }
        }
        return distinct;
    }
}
