package traefik4j.config.read;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import traefik4j.config.Pem;

/** What is wrong with certificates and keys (reference §2.1). */
final class PemCheck {
    private static final String EXPECTED = " (expected: a file, or PEM text)";

    private PemCheck() {}

    /** What is wrong with a text that should have a certificate in it; empty for nothing. */
    static String ofCertificates(Pem pem) {
        if (!pem.fault().isEmpty()) {
            return pem.fault();
        }
        return areCertificates(pem.text()) ? "" : shown(pem) + " has no certificate to read" + EXPECTED;
    }

    /** What is wrong with a text that should have a private key in it; empty for nothing. */
    static String ofKey(Pem pem) {
        if (!pem.fault().isEmpty()) {
            return pem.fault();
        }
        return pem.text().contains("PRIVATE KEY-----") ? "" : shown(pem) + " has no private key" + EXPECTED;
    }

    private static boolean areCertificates(String text) {
        // OpenSSL writes a description before each certificate, which Java does not like.
        int begin = text.indexOf("-----BEGIN ");
        if (begin < 0) {
            return false;
        }
        try {
            byte[] bytes = text.substring(begin).getBytes(StandardCharsets.ISO_8859_1);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return factory.generateCertificate(new ByteArrayInputStream(bytes)) != null;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static String shown(Pem pem) {
        return pem.path().isEmpty() ? "the text" : '"' + pem.path() + '"';
    }
}
