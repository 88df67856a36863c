package traefik4j.provider.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;
import traefik4j.config.Problem;

/** Traces of the template language of Go, which Traefik 1.x runs over rules files and which cannot be run yet. */
final class GoTemplate {
    private GoTemplate() {}

    /** Whether the name of a file says that it is one. */
    static boolean is(Path file) {
        return file.toString().endsWith(".tmpl");
    }

    /** A warning where the text of a file looks like one; null where it does not. */
    static @Nullable Problem trace(Path file, String text) {
        int at = text.indexOf("{{");
        return at < 0
                ? null
                : Problem.warning(
                        place(file, text, at),
                        "",
                        "Go templates are not supported yet, so {{ … }} is taken as it stands");
    }

    private static Place place(Path file, String text, int at) {
        int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
        return new Place(file.toString(), line, at - text.lastIndexOf('\n', at));
    }
}
