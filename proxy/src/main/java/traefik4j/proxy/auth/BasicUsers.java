package traefik4j.proxy.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Users who prove themselves by a password. For a name that is unknown the password is checked too, against the hash of
 * some other user, so that time tells nothing (CVE-2026-32595). Credentials that were right once are known by a keyed
 * hash of all of them, so that they are checked quickly the next time.
 */
public final class BasicUsers {
    private static final int MOST_KNOWN = 4096;
    private static final int SECRET_BYTES = 32;

    private final Map<String, PasswordHash> hashes = new HashMap<>();
    private final List<PasswordHash> all;
    private final Map<Proof, String> known = new ConcurrentHashMap<>();
    private final byte[] secret = new byte[SECRET_BYTES];

    /** What credentials are known by. */
    private record Proof(long a, long b, long c, long d) {}

    /**
     * The users of these entries.
     *
     * @throws IllegalArgumentException if one is none
     */
    BasicUsers(List<String> lines) {
        new SecureRandom().nextBytes(secret);
        Entries.read(2, lines).forEach((name, rest) -> {
            try {
                hashes.put(name, PasswordHash.of(rest.getFirst()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("user \"" + name + "\": " + e.getMessage(), e);
            }
        });
        all = List.copyOf(hashes.values());
    }

    /** The name of the user whose credentials were right before; null if they have to be verified. Quick. */
    public @Nullable String recall(String credentials) {
        return known.get(proof(credentials));
    }

    /**
     * The name of the user these credentials prove; null if they prove nobody. May take long.
     *
     * @param credentials name and password with a colon between, in Base64
     */
    public @Nullable String verify(String credentials) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(credentials);
        } catch (IllegalArgumentException e) {
            return null;
        }
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        if (colon == bytes.length || all.isEmpty()) {
            return null;
        }
        String name = new String(bytes, 0, colon, StandardCharsets.UTF_8);
        byte[] password = Arrays.copyOfRange(bytes, colon + 1, bytes.length);
        PasswordHash hash = hashes.get(name);
        boolean right = (hash == null ? other(name) : hash).matches(password);
        if (hash == null || !right) {
            return null;
        }
        remember(credentials, name);
        return name;
    }

    private void remember(String credentials, String name) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(proof(credentials), name);
    }

    /** The hash that stands for that of a user who is unknown, always the same one. */
    private PasswordHash other(String name) {
        return all.get((int) Math.floorMod(proof(name).a, (long) all.size()));
    }

    private Proof proof(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Proof(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("SHA-256", e);
        }
    }
}
