package traefik4j.config.read;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.tree.Table;

/**
 * The static configuration as it was read. It is complete even if there are errors, so that the rest can be checked too;
 * the program does not start with it then.
 *
 * @param configuration what to run
 * @param main the main configuration file; null if none was found
 * @param places where each of its keys was written
 * @param tree what was written, flags over the file
 * @param problems what is wrong with it
 * @param notices what a user of Traefik 1.x should know: defaults that are safer here
 */
public record LoadedStatic(
        StaticConfiguration configuration,
        @Nullable MainFile main,
        Places places,
        Table tree,
        List<Problem> problems,
        List<String> notices) {
    /** Copies the lists. */
    public LoadedStatic {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    /** The path of the main configuration file; null if none was found. */
    public @Nullable Path file() {
        return main == null ? null : main.path();
    }

    /** Whether the program must not start with it. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
