package traefik4j.proxy.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares our readings with those of another reader, and keeps those that differ without a listed reason. */
final class Oracle {
    private static final int ENOUGH = 20;

    private final List<Difference> stricter;
    private final List<Difference> looser;
    private final Set<Difference> seen = new HashSet<>();
    private final List<String> unlisted = new ArrayList<>();
    private int taken;

    /**
     * Knows these differences.
     *
     * @param stricter where we refuse what the other one takes
     * @param looser where we take what the other one refuses
     */
    Oracle(List<Difference> stricter, List<Difference> looser) {
        this.stricter = stricter;
        this.looser = looser;
    }

    /** Compares two readings of a text; {@code stoppedAt} is where the last message begins that we began to read. */
    void compare(String text, List<String> ours, int stoppedAt, List<String> theirs) {
        boolean refused = !ours.isEmpty() && ours.getLast().equals(Reading.REFUSED);
        taken += refused ? 0 : 1;
        if (ours.equals(theirs)) {
            return;
        }
        String message = refused ? head(text, stoppedAt) : text;
        List<Difference> reasons = (refused ? stricter : looser)
                .stream().filter(difference -> difference.explains(message)).toList();
        seen.addAll(reasons);
        if (reasons.isEmpty() && unlisted.size() < ENOUGH) {
            unlisted.add("%s%n  ours   %s%n  theirs %s".formatted(visible(text), ours, theirs));
        }
    }

    private static String head(String text, int from) {
        int end = text.indexOf("\r\n\r\n", from);
        return text.substring(from, end < 0 ? text.length() : end + 4);
    }

    private static String visible(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
    }

    /** How many texts we took. */
    int taken() {
        return taken;
    }

    /** Some of the differences that are not listed. */
    List<String> unlisted() {
        return unlisted;
    }

    /** Listed differences that never occurred. */
    List<String> neverSeen() {
        return Stream.concat(stricter.stream(), looser.stream())
                .filter(difference -> !seen.contains(difference))
                .map(Difference::reason)
                .toList();
    }
}
