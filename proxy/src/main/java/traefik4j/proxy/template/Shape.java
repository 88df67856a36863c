package traefik4j.proxy.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Part.Variable;
import traefik4j.proxy.template.Template.Kind;

/** How a template is matched: the cheapest way that gives what its regular expression would. */
sealed interface Shape {
    /** Where the match that begins at {@code from} ends, or -1. */
    int match(byte[] bytes, int from, int to);

    /** The shape of a template whose patterns are known to be good. */
    static Shape of(List<Part> parts, Kind kind, int column, TemplateParser parser) throws Unreadable {
        boolean whole = kind != Kind.PREFIX;
        if (parts.isEmpty() || parts.size() == 1 && parts.getFirst() instanceof Literal) {
            byte[] text = Template.bytes(literal(parts, 0));
            return whole ? new Whole(text, kind.ignoresCase()) : new Beginning(text);
        }
        Shape around = whole ? around(parts, kind, column, parser) : null;
        if (around != null) {
            return around;
        }
        return Runs.isEnough(parts)
                ? new Runs(parts, kind)
                : new Expression(
                        parser.joined(expression(parts), kind.ignoresCase(), kind.ignoresCase(), column), whole);
    }

    private static @Nullable Shape around(List<Part> parts, Kind kind, int column, TemplateParser parser)
            throws Unreadable {
        int at = parts.getFirst() instanceof Variable ? 0 : 1;
        if (parts.size() > at + 2 || !(parts.get(at) instanceof Variable variable)) {
            return null;
        }
        if (parts.size() == at + 2 && !(parts.get(at + 1) instanceof Literal)) {
            return null;
        }
        boolean bare = ByteClass.isSelfContained(variable.pattern());
        Pattern pattern =
                variable.run() == null && bare ? parser.pattern(variable.pattern(), kind.ignoresCase(), column) : null;
        return variable.run() == null && pattern == null
                ? null
                : new Around(at == 0 ? "" : literal(parts, 0), variable.run(), pattern, literal(parts, at + 1), kind);
    }

    private static String literal(List<Part> parts, int i) {
        return i < parts.size() && parts.get(i) instanceof Literal literal ? literal.text() : "";
    }

    private static String expression(List<Part> parts) {
        StringBuilder expression = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                expression.append(Pattern.quote(literal.text()));
            } else if (part instanceof Variable variable) {
                expression.append("(?:").append(variable.pattern()).append(')');
            }
        }
        return expression.toString();
    }

    /** A text that is all there is. */
    record Whole(Text text) implements Shape {
        Whole(byte[] text, boolean ignoreCase) {
            this(new Text(text, ignoreCase));
        }

        @Override
        public int match(byte[] bytes, int from, int to) {
            return to - from == text.length() && text.isAt(bytes, from, to) ? to : -1;
        }
    }

    /** A text that comes first. */
    record Beginning(Text text) implements Shape {
        Beginning(byte[] text) {
            this(new Text(text, false));
        }

        @Override
        public int match(byte[] bytes, int from, int to) {
            return text.isAt(bytes, from, to) ? from + text.length() : -1;
        }
    }

    /** One variable with text on either side, which is all there is. */
    record Around(
            Text before, @Nullable ByteRun run, @Nullable Pattern pattern, Text after) implements Shape {
        Around(String before, @Nullable ByteRun run, @Nullable Pattern pattern, String after, Kind kind) {
            this(Text.of(before, kind), run, pattern, Text.of(after, kind));
        }

        @Override
        public int match(byte[] bytes, int from, int to) {
            int start = from + before.length();
            int end = to - after.length();
            boolean framed = start <= end && before.isAt(bytes, from, to) && after.isAt(bytes, end, to);
            return framed && isVariable(bytes, start, end) ? to : -1;
        }

        private boolean isVariable(byte[] bytes, int from, int to) {
            if (run != null) {
                return run.spans(bytes, from, to);
            }
            return pattern != null
                    && pattern.matcher(Utf8Text.of(bytes, from, to).text()).matches();
        }
    }

    /** Texts and runs by turns, where it is plain where each run ends. */
    final class Runs implements Shape {
        private final List<Object> steps = new ArrayList<>();
        private final boolean whole;

        Runs(List<Part> parts, Kind kind) {
            whole = kind != Kind.PREFIX;
            for (Part part : parts) {
                if (part instanceof Literal literal) {
                    steps.add(Text.of(literal.text(), kind));
                } else if (part instanceof Variable variable && variable.run() != null) {
                    steps.add(variable.run());
                } else {
                    throw new IllegalArgumentException("no run: " + part);
                }
            }
        }

        /** Whether each run is followed by something that cannot belong to it. */
        static boolean isEnough(List<Part> parts) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i) instanceof Variable variable) {
                    ByteRun run = variable.run();
                    if (run == null || i + 1 < parts.size() && !run.isCounted() && !endsBefore(run, parts.get(i + 1))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean endsBefore(ByteRun run, Part next) {
            return next instanceof Literal literal && !run.has(Template.bytes(literal.text())[0]);
        }

        @Override
        public int match(byte[] bytes, int from, int to) {
            int at = from;
            for (int i = 0; i < steps.size() && at >= 0; i++) {
                if (steps.get(i) instanceof Text text) {
                    at = text.isAt(bytes, at, to) ? at + text.length() : -1;
                } else if (steps.get(i) instanceof ByteRun run) {
                    at = run.end(bytes, at, to);
                }
            }
            return whole && at != to ? -1 : at;
        }
    }

    /** Anything else. */
    record Expression(Pattern pattern, boolean whole) implements Shape {
        @Override
        public int match(byte[] bytes, int from, int to) {
            Utf8Text text = Utf8Text.of(bytes, from, to);
            Matcher matcher = pattern.matcher(text.text());
            if (whole) {
                return matcher.matches() ? to : -1;
            }
            return matcher.lookingAt() ? from + text.offset(matcher.end()) : -1;
        }
    }
}
