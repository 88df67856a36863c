package traefik4j.proxy.middleware;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A replacement in the notation of Go's regexp package: {@code $1}, {@code ${1}}, {@code ${name}}, {@code $$}. A name
 * is as long as it can be, so {@code $1x} is the group named {@code 1x}; a group that does not exist is empty.
 */
final class GoReplacement {
    private static final int NO_GROUP = -1;
    private static final int LONGEST_NUMBER = 8;

    private final List<Step> steps;

    private GoReplacement(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** A text of the configuration as it goes out, and the group that comes after it. */
    private static final class Step {
        private final byte[] text;
        private final int group;

        Step(byte[] text, int group) {
            this.text = text;
            this.group = group;
        }
    }

    /** A group as it is named in a replacement, and where that ends. */
    private record Reference(String name, int end) {}

    /** What a match was found in, and what of it goes out. */
    interface Source {
        /** The number of its characters. */
        int length();

        /** Writes a range of its characters. */
        void copy(int from, int to, ByteArrayOutputStream out);
    }

    /**
     * The replacement a text stands for.
     *
     * @param encoding how what stands between groups goes out
     */
    static GoReplacement of(String text, Pattern pattern, Function<String, byte[]> encoding) {
        List<Step> steps = new ArrayList<>();
        StringBuilder fixed = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            Reference reference = text.charAt(i) == '$' ? reference(text, i + 1) : null;
            if (reference == null) {
                fixed.append(text.charAt(i));
                i += text.startsWith("$$", i) ? 2 : 1;
            } else {
                steps.add(new Step(encoding.apply(fixed.toString()), group(reference.name, pattern)));
                fixed.setLength(0);
                i = reference.end;
            }
        }
        steps.add(new Step(encoding.apply(fixed.toString()), NO_GROUP));
        return new GoReplacement(steps);
    }

    private static @Nullable Reference reference(String text, int start) {
        boolean braced = text.startsWith("{", start);
        int from = braced ? start + 1 : start;
        int to = from;
        while (to < text.length() && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
            to++;
        }
        if (to == from || braced && !text.startsWith("}", to)) {
            return null;
        }
        return new Reference(text.substring(from, to), braced ? to + 1 : to);
    }

    private static int group(String name, Pattern pattern) {
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9')
                && name.length() <= LONGEST_NUMBER
                && (name.equals("0") || !name.startsWith("0"));
        int group = number ? Integer.parseInt(name) : pattern.namedGroups().getOrDefault(name, NO_GROUP);
        return group > pattern.groupCount() ? NO_GROUP : group;
    }

    /** The source with all matches replaced; the matcher stands on the first. As in Go, an empty match right behind
     * another match is none. */
    byte[] replaceAll(Matcher matcher, Source source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int done = 0;
        do {
            if (matcher.end() > done || matcher.start() == 0) {
                source.copy(done, matcher.start(), out);
                write(matcher, source, out);
                done = matcher.end();
            }
        } while (matcher.find());
        source.copy(done, source.length(), out);
        return out.toByteArray();
    }

    private void write(Matcher match, Source source, ByteArrayOutputStream out) {
        for (Step step : steps) {
            out.writeBytes(step.text);
            if (step.group >= 0 && match.start(step.group) >= 0) {
                source.copy(match.start(step.group), match.end(step.group), out);
            }
        }
    }
}
