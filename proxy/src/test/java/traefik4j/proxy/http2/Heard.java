package traefik4j.proxy.http2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a reader made of some bytes, up to where it refused to go on.
 *
 * @param lines a line for everything it read
 * @param refusal why it went no further; empty if it read all
 */
record Heard(List<String> lines, String refusal) {
    Heard {
        lines = List.copyOf(lines);
    }

    /** Fields as one line. Those of the protocol stand first, as Netty sorts them. */
    static String fields(List<String> fields) {
        List<String> sorted = new ArrayList<>(fields);
        sorted.sort(Comparator.comparing((String field) -> !field.matches("(?s):[^ ].*")));
        return sorted.toString();
    }

    /** Whether another one stopped earlier, and until then heard the same. */
    boolean goesBeyond(Heard other) {
        return !other.refusal.isEmpty()
                && other.lines.size() <= lines.size()
                && lines.subList(0, other.lines.size()).equals(other.lines)
                && (refusal.isEmpty() || lines.size() > other.lines.size());
    }

    /** Whether another one heard the same; why it refuses what comes then is its own business. */
    boolean agreesWith(Heard other) {
        return lines.equals(other.lines) && refusal.isEmpty() == other.refusal.isEmpty();
    }
}
