package traefik4j.proxy.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Part.Variable;

/** A host, path or value with zero or more variables in it: {@code /products/{id:[0-9]+}} (reference §3.3). */
public final class Template {
    private final String text;
    private final List<Part> parts;
    private final List<String> variables;
    private final Shape shape;

    /** What a template is about. */
    public enum Kind {
        /** A host, in any case of letters. */
        HOST("[^.]+"),
        /** A whole path. */
        PATH("[^/]+"),
        /** The beginning of a path. */
        PREFIX("[^/]+"),
        /** The value of a query parameter. */
        QUERY(".*");

        private final String defaultPattern;

        Kind(String defaultPattern) {
            this.defaultPattern = defaultPattern;
        }

        /** What a variable without a pattern stands for. */
        String defaultPattern() {
            return defaultPattern;
        }

        /** Whether upper and lower case are the same. */
        boolean ignoresCase() {
            return this == HOST;
        }
    }

    Template(String text, List<Part> parts, Shape shape) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.variables = variables(this.parts);
        this.shape = shape;
    }

    private static List<String> variables(List<Part> parts) {
        List<String> names = List.of();
        for (Part part : parts) {
            if (part instanceof Variable variable) {
                names = names.isEmpty() ? new ArrayList<>() : names;
                names.add(variable.name());
            }
        }
        return List.copyOf(names);
    }

    /** A host without variables, whatever characters it holds. */
    public static Template ofHost(String host) {
        List<Part> parts = List.of(new Literal(host.toLowerCase(Locale.ROOT)));
        return new Template(host, parts, new Shape.Whole(bytes(host), true));
    }

    /** Where in a range of bytes the match ends that begins at {@code from}, or -1 if there is none. */
    public int match(byte[] bytes, int from, int to) {
        return shape.match(bytes, from, to);
    }

    /** Its parts, in order. */
    public List<Part> parts() {
        return parts;
    }

    /** The names of its variables. */
    public List<String> variables() {
        return variables;
    }

    /** A text as rules compare it. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
