package traefik4j.proxy.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import traefik4j.config.Certificate;

/**
 * Key material for the JDK's own TLS.
 *
 * @param chain the certificate and those above it
 * @param key its private key
 */
record JdkMaterial(List<X509Certificate> chain, PrivateKey key) implements KeyMaterial {
    private static final byte[] ANYTHING = {42};

    /** Copies the list. */
    JdkMaterial {
        chain = List.copyOf(chain);
    }

    /** Whether its key is of this type, as JDK's TLS calls them. */
    boolean isOf(String keyType) {
        return key.getAlgorithm().equals(keyType);
    }

    static JdkMaterial of(Certificate source, X509Certificate leaf) throws CertificateFault {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (PemBlock block : PemBlock.of(source.chain().text())) {
                chain.add(Certificates.parse(block));
            }
            PrivateKey key = key(source, leaf);
            requireSame(source, leaf, key);
            return new JdkMaterial(chain, key);
        } catch (CertificateException | IllegalArgumentException e) {
            throw CertificateFault.ofChain(source, "is no certificate in PEM: " + e.getMessage());
        }
    }

    private static PrivateKey key(Certificate source, X509Certificate leaf) throws CertificateFault {
        try {
            for (PemBlock block : PemBlock.of(source.key().text())) {
                if (block.label().endsWith("PRIVATE KEY")) {
                    return PrivateKeyReader.read(block, leaf.getPublicKey().getAlgorithm());
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw CertificateFault.ofKey(source, "is no key of this certificate: " + e.getMessage());
        }
        throw CertificateFault.ofKey(source, "has no private key in it (expected: PEM)");
    }

    /** A signature tells whether the two halves of the key belong together. */
    private static void requireSame(Certificate source, X509Certificate leaf, PrivateKey key) throws CertificateFault {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(leaf.getPublicKey());
            signature.update(ANYTHING);
            if (!signature.verify(signed)) {
                throw CertificateFault.ofKey(source, "belongs to another certificate");
            }
        } catch (GeneralSecurityException e) {
            throw CertificateFault.ofKey(source, "cannot be used: " + e.getMessage());
        }
    }
}
