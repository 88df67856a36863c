package traefik4j.config;

import java.util.Collection;
import java.util.Optional;

/**
 * A condition on tags (reference §5.2).
 *
 * @param equal whether a tag must match, rather than none may
 * @param glob what a tag looks like; {@code *} stands for anything
 */
public record Constraint(boolean equal, String glob) {
    /** What a constraint looks like, for a user. */
    public static final String EXPECTED = "tag==text or tag!=text, where * stands for anything";

    /** Reads {@code tag==glob} or {@code tag!=glob}; empty if it is neither. */
    public static Optional<Constraint> parse(String text) {
        int at = text.indexOf("==");
        boolean equal = at >= 0;
        if (!equal) {
            at = text.indexOf("!=");
        }
        return at >= 0 && text.substring(0, at).strip().equals("tag")
                ? Optional.of(new Constraint(equal, text.substring(at + 2).strip()))
                : Optional.empty();
    }

    /** Whether tags fulfil it. */
    boolean accepts(Collection<String> tags) {
        return tags.stream().anyMatch(this::matches) == equal;
    }

    /** Goes back to the last star only, so that the time is bounded by the product of the lengths. */
    private boolean matches(String tag) {
        int star = -1;
        int resume = 0;
        int at = 0;
        int next = 0;
        while (next < tag.length()) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                resume = next;
            } else if (at < glob.length() && glob.charAt(at) == tag.charAt(next)) {
                at++;
                next++;
            } else if (star >= 0) {
                at = star + 1;
                next = ++resume;
            } else {
                return false;
            }
        }
        return glob.substring(at).chars().allMatch(rest -> rest == '*');
    }
}
