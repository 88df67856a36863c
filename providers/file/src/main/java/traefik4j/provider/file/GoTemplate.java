package traefik4j.provider.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Problem;

/** Traces of the template language of Go, which Traefik 1.x runs over rules files and which cannot be run yet. */
final class GoTemplate {
    private GoTemplate() {}

    /** Whether the name of a file says that it is one. */
    static boolean is(Path file) {
        return file.toString().endsWith(".tmpl");
    }

    /** What was read from the file, with a warning where it looks like a template. */
    static Loaded noted(Path file, Loaded loaded) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            // the reader has met the same trouble and says so
            return loaded;
        }
        int at = text.indexOf("{{");
        if (at < 0) {
            return loaded;
        }
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.add(Problem.warning(
                place(file, text, at), "", "Go templates are not supported yet, so {{ … }} is taken as it stands"));
        return new Loaded(loaded.configuration(), loaded.places(), problems);
    }

    private static Place place(Path file, String text, int at) {
        int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
        return new Place(file.toString(), line, at - text.lastIndexOf('\n', at));
    }
}
