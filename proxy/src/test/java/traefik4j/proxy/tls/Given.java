package traefik4j.proxy.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import traefik4j.config.Certificate;
import traefik4j.config.Pem;
import traefik4j.config.Place;

/** The certificates of the tests: {@code a.crt} and its like. */
public final class Given {
    private Given() {}

    /** The text of a file. */
    public static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Given.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificate of this name. */
    static Certificate certificate(String name) {
        return certificate(name, text(name + ".crt"), text(name + ".key"));
    }

    /** A certificate of these texts, which was written somewhere. */
    static Certificate certificate(String name, String chain, String key) {
        return new Certificate(
                new Pem(name + ".crt", chain, ""),
                new Pem(name + ".key", key, ""),
                new Place("traefik.toml", 7, 3),
                "tls.0.certificate");
    }
}
