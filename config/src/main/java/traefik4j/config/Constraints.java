package traefik4j.config;

import java.util.Collection;
import java.util.List;

/**
 * Conditions on the tags of an object, all of which have to hold (reference §5.2).
 *
 * @param all each of them
 */
public record Constraints(List<Constraint> all) {
    /** No condition at all. */
    public static final Constraints NONE = new Constraints(List.of());

    /** Copies the list. */
    public Constraints {
        all = List.copyOf(all);
    }

    /** Whether an object with these tags may be used. */
    public boolean accept(Collection<String> tags) {
        return all.stream().allMatch(constraint -> constraint.accepts(tags));
    }
}
