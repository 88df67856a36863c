package traefik4j.proxy.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The numbers of digest authentication. A nonce says when it was made and is signed, so that those nobody uses cost
 * nothing; of those in use the last count is remembered, since counts have to rise (RFC 7616 §3.4).
 */
final class DigestNonces {
    private static final long LIFETIME = 3_600_000_000_000L;
    private static final int MOST_USED = 10_000;
    private static final int RANDOM_BYTES = 8;
    private static final int SIGNED = Long.BYTES + RANDOM_BYTES;
    private static final int SIGNATURE = 16;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];
    private final LongSupplier clock;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private volatile long notBefore;

    /** By this clock, in nanoseconds. */
    DigestNonces(LongSupplier clock) {
        this.clock = clock;
        random.nextBytes(key);
        notBefore = clock.getAsLong();
    }

    /** A new one. */
    String next() {
        byte[] made = new byte[SIGNED];
        random.nextBytes(made);
        ByteBuffer.wrap(made).putLong(clock.getAsLong());
        ByteBuffer all = ByteBuffer.allocate(SIGNED + SIGNATURE).put(made).put(signature(made));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    private byte[] signature(byte[] made) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(made), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new LinkageError("HmacSHA256", e);
        }
    }

    /** Whether it is one of ours, and young enough. */
    boolean isValid(String nonce) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (all.length != SIGNED + SIGNATURE) {
            return false;
        }
        byte[] made = Arrays.copyOf(all, SIGNED);
        byte[] signature = Arrays.copyOfRange(all, SIGNED, all.length);
        return MessageDigest.isEqual(signature(made), signature) && isYoung(made);
    }

    private boolean isYoung(byte[] made) {
        long time = ByteBuffer.wrap(made).getLong();
        return clock.getAsLong() - time < LIFETIME && time - notBefore >= 0;
    }

    /** Takes a count for a valid nonce, if it is higher than all before. */
    boolean count(String nonce, long count) {
        if (counts.size() >= MOST_USED) {
            forget();
        }
        AtomicLong last = counts.computeIfAbsent(nonce, _ -> new AtomicLong());
        while (true) {
            long before = last.get();
            if (count <= before) {
                return false;
            }
            if (last.compareAndSet(before, count)) {
                return true;
            }
        }
    }

    /** Forgets all counts; whatever was made until now is stale. */
    private void forget() {
        notBefore = clock.getAsLong();
        counts.clear();
    }
}
