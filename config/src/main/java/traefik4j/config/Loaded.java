package traefik4j.config;

import java.util.List;

/**
 * A dynamic configuration as it was read: what it says, where it says so, and what was wrong with it. Objects that could
 * not be read are left out of the configuration and named among the problems.
 *
 * @param configuration what could be read
 * @param places where it was written
 * @param problems what could not, or looks wrong
 */
public record Loaded(DynamicConfiguration configuration, Places places, List<Problem> problems) {
    /** Copies the list. */
    public Loaded {
        problems = List.copyOf(problems);
    }

    /**
     * Whether the source could be read at all. If not, what was in force before should stay, rather than be replaced by
     * this empty configuration.
     */
    public boolean isReadable() {
        return problems.stream()
                .noneMatch(problem -> problem.isError() && problem.key().isEmpty());
    }
}
