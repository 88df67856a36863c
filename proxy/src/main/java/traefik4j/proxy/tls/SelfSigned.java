package traefik4j.proxy.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import traefik4j.config.Certificate;
import traefik4j.config.Pem;
import traefik4j.proxy.der.Der;

/**
 * The certificate of an entry point that has no other: nobody vouches for it, and it is another one after each start
 * (reference §2.3). Its key is of P-256, which is made and used a good deal faster than one of RSA.
 */
public final class SelfSigned {
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] SERVER_AUTH = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);
    private static final int DNS_NAME = 0x82;

    private SelfSigned() {}

    /** A certificate for a name that nobody has. */
    public static Certificate make() {
        SecureRandom random = new SecureRandom();
        return make("TRAEFIK DEFAULT CERT", hex(random) + "." + hex(random) + ".traefik.default");
    }

    /** A certificate for this name. */
    public static Certificate make(String commonName, String... dnsNames) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] content = content(keys, commonName, dnsNames);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] certificate = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            return new Certificate(
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no P-256", e);
        }
    }

    private static byte[] content(KeyPair keys, String commonName, String... dnsNames) {
        byte[] name = Der.sequence(Der.of(Der.SET, Der.sequence(COMMON_NAME, Der.text(Der.UTF8_STRING, commonName))));
        Instant now = Instant.now();
        return Der.sequence(
                Der.tagged(0, Der.integer(2)),
                Der.of(Der.INTEGER, serialNumber()),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(time(now.minus(CLOCKS_DIFFER)), time(now.plus(VALIDITY))),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(3, Der.sequence(forServers(), alsoKnownAs(dnsNames))));
    }

    private static byte[] forServers() {
        return Der.sequence(Der.oid(2, 5, 29, 37), Der.of(Der.OCTET_STRING, Der.sequence(SERVER_AUTH)));
    }

    private static byte[] alsoKnownAs(String... dnsNames) {
        byte[][] names = new byte[dnsNames.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = Der.text(DNS_NAME, dnsNames[i]);
        }
        return Der.sequence(Der.oid(2, 5, 29, 17), Der.of(Der.OCTET_STRING, Der.sequence(names)));
    }

    /** A positive number without a leading zero. */
    private static byte[] serialNumber() {
        byte[] number = new byte[16];
        new SecureRandom().nextBytes(number);
        number[0] = (byte) (number[0] & 0x3f | 0x40);
        return number;
    }

    private static byte[] time(Instant instant) {
        return Der.text(Der.UTC_TIME, UTC_TIME.format(instant));
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Pem pem(String kind, byte[] content) {
        return Pem.of("-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n");
    }
}
