package traefik4j.proxy.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.HostTls;
import traefik4j.config.Tls;
import traefik4j.config.TlsPolicy;

/**
 * The TLS policies of an entry point by host: that of the name itself counts first, then that of the wildcard around it,
 * else the entry point's own. The name in a handshake and the host of a request are looked up in one way, whatever the case
 * of their letters and the dots at their end, so that nobody is one host here and another there. It does not change, and a
 * look allocates nothing.
 */
public final class HostPolicies {
    /** The number of the policy of the entry point itself. */
    public static final int OWN = 0;

    private static final int GOLDEN = 0x9E3779B9;
    private static final int NONE = -1;

    private final List<TlsPolicy> policies = new ArrayList<>();
    private final byte[] @Nullable [] names;
    private final int[] numbers;
    private final int shift;

    private HostPolicies(Tls tls) {
        int count = tls.hosts().stream().mapToInt(host -> host.names().size()).sum();
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(2 * count));
        names = new byte[1 << bits][];
        numbers = new int[1 << bits];
        shift = Integer.SIZE - bits;
        policies.add(tls.policy());
        for (HostTls host : tls.hosts()) {
            int number = number(host.policy());
            host.names().forEach(name -> put(name, number));
        }
    }

    static HostPolicies of(Tls tls) {
        return new HostPolicies(tls);
    }

    /** Policies that are the same are one. */
    private int number(TlsPolicy policy) {
        int known = policies.indexOf(policy);
        if (known < 0) {
            policies.add(policy);
            return policies.size() - 1;
        }
        return known;
    }

    /** A wildcard is known by what follows its star. */
    private void put(String name, int number) {
        byte[] key = (name.startsWith("*.") ? name.substring(1) : name).getBytes(StandardCharsets.US_ASCII);
        int slot = hash(key, 0, key.length) * GOLDEN >>> shift;
        while (names[slot] != null) {
            slot = slot + 1 & names.length - 1;
        }
        names[slot] = key;
        numbers[slot] = number;
    }

    /** How many there are. */
    public int count() {
        return policies.size();
    }

    /** The policy of a number. */
    TlsPolicy policy(int number) {
        return policies.get(number);
    }

    /** Whether all of them refuse clients that ask for a name without a certificate. */
    boolean areStrict() {
        return policies.stream().allMatch(TlsPolicy::sniStrict);
    }

    /** The number of the policy for a client that names this server, or none. */
    public int named(@Nullable String serverName) {
        if (serverName == null) {
            return OWN;
        }
        byte[] name = serverName.getBytes(StandardCharsets.ISO_8859_1);
        return of(name, 0, name.length);
    }

    /** The number of the policy for a host, which is given without a port. */
    public int of(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == '.') {
            end--;
        }
        int exact = find(bytes, from, end);
        if (exact != NONE) {
            return exact;
        }
        int dot = from;
        while (dot < end && bytes[dot] != '.') {
            dot++;
        }
        int around = dot > from && dot < end ? find(bytes, dot, end) : NONE;
        return around == NONE ? OWN : around;
    }

    private int find(byte[] bytes, int from, int to) {
        for (int slot = hash(bytes, from, to) * GOLDEN >>> shift; ; slot = slot + 1 & names.length - 1) {
            byte[] name = names[slot];
            if (name == null) {
                return NONE;
            }
            if (isSame(name, bytes, from, to)) {
                return numbers[slot];
            }
        }
    }

    private static boolean isSame(byte[] name, byte[] bytes, int from, int to) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(bytes[from + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + lower(bytes[i]);
        }
        return hash;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
