package traefik4j.proxy.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import traefik4j.proxy.der.Der;

/**
 * Reads private keys for the JDK, which knows PKCS#8 alone: the older forms of RSA (PKCS#1) and of elliptic curves (SEC 1)
 * are wrapped in it.
 */
final class PrivateKeyReader {
    private static final byte[] NULL = {5, 0};
    private static final byte[] RSA = Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 1), NULL);
    private static final byte[] EC_PUBLIC_KEY = Der.oid(1, 2, 840, 10045, 2, 1);
    private static final byte[][] CURVES = {
        Der.oid(1, 2, 840, 10045, 3, 1, 7), Der.oid(1, 3, 132, 0, 34), Der.oid(1, 3, 132, 0, 35)
    };

    private PrivateKeyReader() {}

    /**
     * The key of a piece of PEM.
     *
     * @param algorithm that of the public key: {@code RSA}, {@code EC} or {@code EdDSA}
     */
    static PrivateKey read(PemBlock block, String algorithm) throws GeneralSecurityException {
        byte[] pkcs8 = switch (block.label()) {
            case "PRIVATE KEY" -> block.content();
            case "RSA PRIVATE KEY" -> wrapped(RSA, block.content());
            case "EC PRIVATE KEY" -> wrapped(Der.sequence(EC_PUBLIC_KEY, curve(block.content())), block.content());
            default -> throw new GeneralSecurityException(block.label() + " (expected: PRIVATE KEY, not encrypted)");
        };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.sequence(Der.integer(0), algorithm, Der.of(Der.OCTET_STRING, key));
    }

    /** The curve that is named in the key. */
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        for (byte[] curve : CURVES) {
            for (int i = 0; i + curve.length <= key.length; i++) {
                if (Arrays.equals(key, i, i + curve.length, curve, 0, curve.length)) {
                    return curve;
                }
            }
        }
        throw new GeneralSecurityException("an unknown curve (expected: P-256, P-384 or P-521)");
    }
}
