package traefik4j.control.client;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Certificates and keys in PEM, given as a path or as the text itself (reference §1.6). */
final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]++-----END CERTIFICATE-----");

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]++)-----END");

    /** {@code INTEGER 0, SEQUENCE { rsaEncryption, NULL }}: what PKCS #8 says before a key of PKCS #1. */
    private static final byte[] RSA = {2, 1, 0, 0x30, 13, 6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 1, 5, 0};

    private Pem() {}

    private static String text(String pathOrText) throws IOException {
        try {
            return pathOrText.contains("-----BEGIN ") ? pathOrText : Files.readString(Path.of(pathOrText));
        } catch (NoSuchFileException e) {
            throw new IOException(pathOrText + " does not exist (expected: a file, or PEM text)", e);
        }
    }

    static List<X509Certificate> certificates(String pathOrText) throws IOException, GeneralSecurityException {
        String blocks = CERTIFICATE
                .matcher(text(pathOrText))
                .results()
                .map(MatchResult::group)
                .collect(joining("\n"));
        InputStream in = new ByteArrayInputStream(blocks.getBytes(StandardCharsets.UTF_8));
        List<X509Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                .map(X509Certificate.class::cast)
                .toList();
        if (certificates.isEmpty()) {
            throw new IOException("there is no certificate in " + shown(pathOrText) + " (expected: PEM)");
        }
        return certificates;
    }

    /** A key of PKCS #8, or of PKCS #1 as OpenSSL used to write it for RSA. */
    static PrivateKey key(String pathOrText) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(text(pathOrText));
        if (!key.find()) {
            throw new IOException("there is no key in " + shown(pathOrText) + " (expected: PEM without a password)");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(key.group(2));
        return switch (key.group(1)) {
            case "PRIVATE KEY" -> decoded(bytes);
            case "RSA PRIVATE KEY" -> decoded(der(0x30, joined(RSA, der(4, bytes))));
            default ->
                throw new IOException("the key in " + shown(pathOrText)
                        + " is of a kind that cannot be read (expected: PRIVATE KEY or RSA PRIVATE KEY; openssl pkcs8"
                        + " -topk8 -nocrypt makes the first of any other)");
        };
    }

    private static String shown(String pathOrText) {
        return pathOrText.contains("-----BEGIN ") ? "the text" : pathOrText;
    }

    private static PrivateKey decoded(byte[] pkcs8) throws GeneralSecurityException {
        Optional<PrivateKey> key = Stream.of("RSA", "EC", "EdDSA")
                .flatMap(kind -> decoded(kind, pkcs8).stream())
                .findFirst();
        return key.orElseThrow(() -> new InvalidKeySpecException("the key is none of RSA, EC and EdDSA"));
    }

    private static Optional<PrivateKey> decoded(String kind, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
