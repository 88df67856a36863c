package traefik4j.proxy.http2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what we and Netty hear, and keeps what has no listed reason. A reason is known by what the one says that
 * refuses.
 */
final class Disagreements {
    private static final int ENOUGH = 20;

    private final Map<String, String> stricter = new LinkedHashMap<>();
    private final Map<String, String> looser = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> unlisted = new ArrayList<>();
    private int taken;
    private int refused;

    /** What we refuse with these words and Netty takes, for this reason. */
    Disagreements weRefuse(String regex, String reason) {
        stricter.put(regex, reason);
        return this;
    }

    /** What Netty refuses with these words and we take, for this reason. */
    Disagreements nettyRefuses(String regex, String reason) {
        looser.put(regex, reason);
        return this;
    }

    void compare(byte[] bytes, Heard ours, Heard netty) {
        taken += ours.refusal().isEmpty() ? 1 : 0;
        if (ours.agreesWith(netty)) {
            refused += ours.refusal().isEmpty() ? 0 : 1;
            return;
        }
        boolean listed = netty.goesBeyond(ours) && isListed(stricter, ours.refusal())
                || ours.goesBeyond(netty) && isListed(looser, netty.refusal());
        if (!listed && unlisted.size() < ENOUGH) {
            unlisted.add("%s%n  ours  %s%n  Netty %s".formatted(HexFormat.of().formatHex(bytes), ours, netty));
        }
    }

    private boolean isListed(Map<String, String> reasons, String refusal) {
        List<String> found = reasons.keySet().stream().filter(refusal::matches).toList();
        found.forEach(regex -> seen.add(reasons.get(regex)));
        return !found.isEmpty();
    }

    /** How much we took. */
    int taken() {
        return taken;
    }

    /** How much both refused. */
    int refused() {
        return refused;
    }

    /** Some of what has no reason. */
    List<String> unlisted() {
        return unlisted;
    }

    /** Reasons that nothing needed. */
    Set<String> neverSeen() {
        Set<String> never = new TreeSet<>(stricter.values());
        never.addAll(looser.values());
        never.removeAll(seen);
        return never;
    }
}
