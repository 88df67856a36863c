package traefik4j.proxy.ocsp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.der.Der;
import traefik4j.proxy.der.DerReader;

/**
 * Whether a certificate is still good, asked of the responder it names (RFC 6960 §4.1). Without a nonce, so that a
 * responder can answer everybody with the same bytes (RFC 5019), and by SHA-1, which all of them know; nothing depends on
 * its strength here.
 *
 * @param responder where to ask
 * @param certificate what is asked about
 * @param issuer who issued it
 */
record Question(URI responder, X509Certificate certificate, X509Certificate issuer) {
    private static final String INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final byte[] OCSP = {0x2b, 6, 1, 5, 5, 7, 0x30, 1};
    private static final int URL = 0x86;
    private static final byte[] SHA_1 = Der.sequence(Der.oid(1, 3, 14, 3, 2, 26), Der.of(Der.NULL));

    /** The question about the first of these; null if nobody is named who could be asked, or its issuer is missing. */
    static @Nullable Question about(List<X509Certificate> chain) {
        X509Certificate certificate = chain.getFirst();
        URI responder = responder(certificate);
        if (responder == null) {
            return null;
        }
        for (X509Certificate other : chain.subList(1, chain.size())) {
            if (other.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return new Question(responder, certificate, other);
            }
        }
        return null;
    }

    private static @Nullable URI responder(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(INFORMATION_ACCESS);
        if (extension == null) {
            return null;
        }
        try {
            DerReader all = new DerReader(new DerReader(extension).content(Der.OCTET_STRING)).inside(Der.SEQUENCE);
            while (all.hasMore()) {
                DerReader access = all.inside(Der.SEQUENCE);
                boolean ocsp = Arrays.equals(access.content(Der.OBJECT_IDENTIFIER), OCSP);
                if (ocsp && access.isNext(URL)) {
                    return web(new String(access.content(URL), StandardCharsets.US_ASCII));
                }
            }
            return null;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static @Nullable URI web(String text) {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https")) ? uri : null;
    }

    /** The request in DER. */
    byte[] encoded() {
        byte[] name = sha1(certificate.getIssuerX500Principal().getEncoded());
        byte[] key = sha1(bits(issuer.getPublicKey().getEncoded()));
        byte[] certId = Der.sequence(
                SHA_1,
                Der.of(Der.OCTET_STRING, name),
                Der.of(Der.OCTET_STRING, key),
                Der.of(Der.INTEGER, certificate.getSerialNumber().toByteArray()));
        byte[] requests = Der.sequence(Der.sequence(certId));
        return Der.sequence(Der.sequence(requests));
    }

    /** The key itself, out of what says of which kind it is. */
    private static byte[] bits(byte[] publicKey) {
        DerReader reader = new DerReader(publicKey).inside(Der.SEQUENCE);
        reader.skip();
        byte[] bits = reader.content(Der.BIT_STRING);
        return Arrays.copyOfRange(bits, 1, bits.length);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no SHA-1", e);
        }
    }
}
