package traefik4j.proxy.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Part.Variable;
import traefik4j.proxy.template.Template.Kind;

/**
 * Reads templates in the notation of gorilla/mux (reference §3.3). It remembers the expressions it has seen for as
 * long as a template uses them, because thousands of frontends tend to use the same few.
 */
public final class TemplateParser {
    private static final int LONGEST_PATTERN = 4096;
    private static final int MOST_GROUPS = 256;

    /**
     * What RE2/J must not be told to ignore the case of: the JDK folds U+1C80 to U+1C88 in a way that never comes back to
     * where it began, and RE2/J would follow it for ever.
     */
    private static final java.util.regex.Pattern BEYOND_ASCII =
            java.util.regex.Pattern.compile("[^\\x00-\\x7f]|\\\\[pPxQ0-7]");

    private static final java.util.regex.Pattern IGNORING_CASE = java.util.regex.Pattern.compile("\\(\\?[A-Za-z-]*i");

    private final Map<String, WeakReference<Pattern>> patterns = new HashMap<>();

    /** Forgets the expressions that no template uses any more. */
    public void forgetUnused() {
        patterns.values().removeIf(remembered -> remembered.refersTo(null));
    }

    /**
     * The template a text stands for.
     *
     * @param column where the text begins in the rule
     */
    public Template parse(String text, Kind kind, int column) throws Unreadable {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', end)) {
            addLiteral(parts, text, end, open, kind, column);
            end = closing(text, open, column) + 1;
            parts.add(variable(text.substring(open + 1, end - 1), kind, column + open));
        }
        addLiteral(parts, text, end, text.length(), kind, column);
        return new Template(text, parts, Shape.of(parts, kind, column, this));
    }

    private static void addLiteral(List<Part> parts, String text, int from, int to, Kind kind, int column)
            throws Unreadable {
        int stray = text.substring(from, to).indexOf('}');
        if (stray >= 0) {
            throw new Unreadable(column + from + stray, "} without { (expected: balanced braces)");
        }
        String literal = text.substring(from, to);
        if (!literal.isEmpty()) {
            parts.add(new Literal(kind.ignoresCase() ? literal.toLowerCase(Locale.ROOT) : literal));
        }
    }

    private static int closing(String text, int open, int column) throws Unreadable {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new Unreadable(
                column + open, "{ is not closed (expected: balanced braces; a pattern can hold neither , nor ;)");
    }

    private Variable variable(String inner, Kind kind, int column) throws Unreadable {
        int colon = inner.indexOf(':');
        String name = colon < 0 ? inner : inner.substring(0, colon);
        String pattern = colon < 0 ? kind.defaultPattern() : inner.substring(colon + 1);
        if (name.isEmpty()) {
            throw new Unreadable(column, "{" + inner + "} has no name (expected: {name} or {name:pattern})");
        }
        if (pattern.isEmpty()) {
            throw new Unreadable(column, "{" + inner + "} has no pattern (expected: {name} or {name:pattern})");
        }
        ByteRun run = ByteRun.of(pattern, kind.ignoresCase());
        if (run == null) {
            pattern(pattern, kind.ignoresCase(), column + 2 + name.length());
        }
        return new Variable(name, pattern, run);
    }

    /** A regular expression of Go. */
    public Pattern pattern(String text, boolean ignoreCase, int column) throws Unreadable {
        return joined(
                text, ignoreCase, ignoreCase || IGNORING_CASE.matcher(text).find(), column);
    }

    /**
     * A regular expression made of several that were read before.
     *
     * @param folds whether the case of any of it is ignored that was not looked at before
     */
    Pattern joined(String text, boolean ignoreCase, boolean folds, int column) throws Unreadable {
        String key = ignoreCase ? "(?i)" + text : text;
        WeakReference<Pattern> remembered = patterns.get(key);
        Pattern known = remembered == null ? null : remembered.get();
        if (known != null) {
            return known;
        }
        if (text.length() > LONGEST_PATTERN) {
            throw new Unreadable(column, "the pattern is too long (expected: at most " + LONGEST_PATTERN + ")");
        }
        if (text.chars().filter(c -> c == '(').count() > MOST_GROUPS) {
            throw new Unreadable(column, "the pattern has too many groups (expected: at most " + MOST_GROUPS + ")");
        }
        if (folds && BEYOND_ASCII.matcher(text).find()) {
            throw new Unreadable(
                    column, "the case of " + text + " cannot be ignored (expected: ASCII without \\p, \\x, \\Q)");
        }
        try {
            Pattern pattern = Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            patterns.put(key, new WeakReference<>(pattern));
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new Unreadable(
                    column, e.getDescription() + " in " + text + " (expected: a regular expression of Go)");
        }
    }
}
