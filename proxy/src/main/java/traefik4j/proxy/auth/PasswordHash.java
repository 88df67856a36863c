package traefik4j.proxy.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.commons.codec.digest.Md5Crypt;

/** A password as htpasswd writes it. Comparing takes the same time whether or not it is the right one. */
sealed interface PasswordHash {
    /** Whether it is of this password. May take long. */
    boolean matches(byte[] password);

    /**
     * The hash a text stands for.
     *
     * @throws IllegalArgumentException if it is of no kind that is known
     */
    static PasswordHash of(String text) {
        if (text.matches("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
            return new Bcrypt(text);
        }
        if (text.startsWith("{SHA}")) {
            return new Sha1(Base64.getDecoder().decode(text.substring("{SHA}".length())));
        }
        if (text.matches("\\$(apr1|1)\\$[^$]{0,8}\\$[./A-Za-z0-9]{22}")) {
            return new Md5(text);
        }
        throw new IllegalArgumentException(
                "the hash is of no known kind (expected: what htpasswd writes with -B, -m or -s)");
    }

    /** {@code $2y$…}: bcrypt, of which only the first 72 bytes of a password count. */
    record Bcrypt(String text) implements PasswordHash {
        @Override
        public boolean matches(byte[] password) {
            BCrypt.Version version = BCrypt.Version.VERSION_2Y;
            return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
                    .verify(password, text.replaceFirst("2[abxy]", "2y").getBytes(StandardCharsets.ISO_8859_1))
                    .verified;
        }

        @Override
        public String toString() {
            return "bcrypt " + text.substring(4, 6);
        }
    }

    /** {@code {SHA}…}: SHA-1 without salt. */
    record Sha1(byte[] digest) implements PasswordHash {
        @Override
        public boolean matches(byte[] password) {
            try {
                return MessageDigest.isEqual(
                        digest, MessageDigest.getInstance("SHA-1").digest(password));
            } catch (NoSuchAlgorithmException e) {
                throw new LinkageError("SHA-1", e);
            }
        }

        @Override
        public String toString() {
            return "SHA-1";
        }
    }

    /** {@code $apr1$…} and {@code $1$…}: a thousand rounds of MD5. */
    record Md5(String text) implements PasswordHash {
        @Override
        public boolean matches(byte[] password) {
            String salt = text.substring(0, text.lastIndexOf('$'));
            String made = text.startsWith("$apr1$")
                    ? Md5Crypt.apr1Crypt(password.clone(), salt)
                    : Md5Crypt.md5Crypt(password.clone(), salt);
            return MessageDigest.isEqual(
                    made.getBytes(StandardCharsets.ISO_8859_1), text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return "MD5 crypt";
        }
    }
}
