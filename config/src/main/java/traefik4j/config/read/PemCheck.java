package traefik4j.config.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;

/** Checks certificates and keys that are given as paths of PEM files or as the PEM text itself (reference §2.1). */
final class PemCheck {
    private static final String EXPECTED = " (expected: a file, or PEM text)";

    private PemCheck() {}

    static void certificates(List<String> given, @Nullable Place place, KeyPath key, Findings findings) {
        for (String pem : given) {
            read(pem, place, key, findings).ifPresent(text -> {
                if (!areCertificates(text)) {
                    findings.error(place, key, shown(pem) + " has no certificate to read" + EXPECTED);
                }
            });
        }
    }

    static void key(String given, @Nullable Place place, KeyPath key, Findings findings) {
        read(given, place, key, findings).ifPresent(text -> {
            if (!text.contains("PRIVATE KEY-----")) {
                findings.error(place, key, shown(given) + " has no private key" + EXPECTED);
            }
        });
    }

    private static Optional<String> read(String given, @Nullable Place place, KeyPath key, Findings findings) {
        if (given.contains("-----BEGIN ")) {
            return Optional.of(given);
        }
        try {
            return Optional.of(Files.readString(Path.of(given), StandardCharsets.ISO_8859_1));
        } catch (IOException | InvalidPathException e) {
            findings.error(place, key, shown(given) + " cannot be read" + EXPECTED);
            return Optional.empty();
        }
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

    private static String shown(String given) {
        return given.contains("-----BEGIN ") ? "the text" : '"' + given + '"';
    }
}
