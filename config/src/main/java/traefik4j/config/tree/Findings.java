package traefik4j.config.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;
import traefik4j.config.Problem;

/** Collects what is wrong with one configuration, and remembers which of its objects it costs. */
public final class Findings {
    /** How deep an object can be that is left out on its own: {@code frontends.web}, {@code tcp.frontends.web}. */
    private static final int OBJECT = 2;

    private static final KeyPath TCP = KeyPath.of("tcp");

    private final List<Problem> problems = new ArrayList<>();
    private final Set<KeyPath> broken = new HashSet<>();
    private final Set<KeyPath> concerned = new HashSet<>();
    private boolean unplaced;

    /** Something that costs the object around the key. */
    public void error(@Nullable Place place, KeyPath key, String what) {
        problems.add(Problem.error(place, key.toString(), what));
        broken.add(object(key));
        concerned.add(object(key));
    }

    private static KeyPath object(KeyPath key) {
        return key.first(key.first(1).equals(TCP) ? OBJECT + 1 : OBJECT);
    }

    /** Something that deserves a look. */
    public void warning(@Nullable Place place, KeyPath key, String what) {
        problems.add(Problem.warning(place, key.toString(), what));
        concerned.add(object(key));
    }

    /** A problem someone else has put into words. */
    public void add(Problem problem) {
        problems.add(problem);
        unplaced = true;
    }

    /** Whether an error was found at or below this object, which is as deep as objects are. */
    public boolean costs(KeyPath object) {
        return !broken.isEmpty() && broken.contains(object);
    }

    /** Whether anything found may be about this object, which is as deep as objects are. */
    public boolean concern(KeyPath object) {
        return unplaced || !concerned.isEmpty() && concerned.contains(object);
    }

    /** Everything found so far: the command line first, then each source from top to bottom. */
    public List<Problem> problems() {
        return problems.stream().sorted(Findings::byPlace).toList();
    }

    private static int byPlace(Problem one, Problem other) {
        int lines = Integer.compare(line(one), line(other));
        return lines != 0 ? lines : Integer.compare(column(one), column(other));
    }

    private static int line(Problem problem) {
        return problem.place() == null ? 0 : problem.place().line();
    }

    private static int column(Problem problem) {
        return problem.place() == null ? 0 : problem.place().column();
    }
}
