package traefik4j.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How clients prove who they are (reference §2.5). The first of the three kinds that is there is used.
 *
 * @param basic by name and password
 * @param digest by name and a digest of the password
 * @param forward by asking somebody else's server
 * @param headerField the header that tells servers the name; empty for none
 */
public record Auth(
        @Nullable Users basic,
        @Nullable Users digest,
        @Nullable Forward forward,
        String headerField) {

    /**
     * Users and what proves each of them.
     *
     * @param entries {@code name:hash}, or for digests {@code name:realm:hash}
     * @param file a file of more entries, which win over the others; empty for none
     * @param removeHeader whether servers do not see the credentials
     */
    public record Users(List<String> entries, String file, boolean removeHeader) {
        /** Copies the list. */
        public Users {
            entries = List.copyOf(entries);
        }

        /** How many entries there are, for secrets are not to be printed. */
        @Override
        public String toString() {
            return entries.size() + " users, file=" + file + ", removeHeader=" + removeHeader;
        }
    }

    /**
     * A server that is asked about every request.
     *
     * @param address its URL
     * @param trustForwardHeader whether it is told what clients say in {@code X-Forwarded-*}
     * @param authResponseHeaders fields of its answer that replace those of the request
     * @param authRequestHeaders the only fields of the request it is told; empty for all
     * @param tls how to speak TLS to it; null for the defaults
     */
    public record Forward(
            String address,
            boolean trustForwardHeader,
            List<String> authResponseHeaders,
            List<String> authRequestHeaders,
            @Nullable ClientTls tls) {
        /** Copies the lists. */
        public Forward {
            authResponseHeaders = List.copyOf(authResponseHeaders);
            authRequestHeaders = List.copyOf(authRequestHeaders);
        }
    }
}
