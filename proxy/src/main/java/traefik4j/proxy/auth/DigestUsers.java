package traefik4j.proxy.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users who prove themselves by digests: the hash of each name, realm and password (RFC 7616 §3.4.2). */
public final class DigestUsers {
    /** The realm, always. */
    public static final String REALM = "traefik";

    private static final String NOBODY = "00000000000000000000000000000000";

    private final Map<String, String> hashes = new HashMap<>();

    /**
     * The users of these entries; those of another realm are none.
     *
     * @throws IllegalArgumentException if one is none
     */
    DigestUsers(List<String> lines) {
        Entries.read(3, lines).forEach((name, rest) -> {
            if (rest.getFirst().equals(REALM)) {
                hashes.put(name, rest.getLast());
            }
        });
    }

    /** Whether there is such a user. */
    boolean has(String name) {
        return hashes.containsKey(name);
    }

    /** The hash of a user, or some other one, so that time does not tell. */
    String hash(String name) {
        return hashes.getOrDefault(name, NOBODY);
    }
}
