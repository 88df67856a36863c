package traefik4j.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A certificate chain and its private key. Two are the same if that is the same, wherever it was written.
 *
 * @param chain the certificate, and those that lead to its root
 * @param key its private key
 * @param place where it was written; null if that is not known
 * @param name the path of its key in the configuration
 */
public record Certificate(Pem chain, Pem key, @Nullable Place place, String name) {
    /** A certificate that was written nowhere. */
    public Certificate(Pem chain, Pem key) {
        this(chain, key, null, "");
    }

    /** Whether both its parts could be read; what is in them may still be no good. */
    public boolean isThere() {
        return chain.fault().isEmpty() && key.fault().isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Certificate that && chain.equals(that.chain) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(chain, key);
    }
}
