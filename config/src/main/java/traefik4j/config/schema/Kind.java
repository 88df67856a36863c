package traefik4j.config.schema;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import traefik4j.config.GoDuration;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** The kinds of single values, and how each is read from TOML and from text (reference §1.1, §1.2). */
public enum Kind implements Shape {
    /** Any text. */
    TEXT("text in quotes"),
    /** Yes or no. */
    TRUTH("true or false"),
    /** A whole number. */
    NUMBER("a whole number"),
    /** A whole number of things. */
    COUNT("a whole number >= 0"),
    /** A number of bytes and the like, which may exceed two billion. */
    LARGE("a whole number"),
    /** A number with a fraction. */
    DECIMAL("a number"),
    /** A duration, never negative. */
    DURATION("a duration such as \"10s\" or a number of seconds, >= 0"),
    /** Texts; as one text separated by commas. */
    LIST("a list of texts"),
    /** Texts; as one text separated by commas or semicolons. */
    WIDE_LIST("a list of texts"),
    /** Names and texts; as one text separated by white space, with an equals sign inside. */
    PAIRS("a table of texts");

    private static final List<String> TRUE = List.of("1", "t", "T", "TRUE", "true", "True");
    private static final List<String> FALSE = List.of("0", "f", "F", "FALSE", "false", "False");

    private final String expected;

    Kind(String expected) {
        this.expected = expected;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    /** The value of a flag or another source that has only text; empty if it is not of this kind. */
    public Optional<Object> fromText(String text) {
        return switch (this) {
            case TEXT -> Optional.of(text);
            case TRUTH -> TRUE.contains(text) || FALSE.contains(text) ? Optional.of(TRUE.contains(text)) : none();
            case NUMBER, COUNT, LARGE -> whole(text);
            case DECIMAL -> decimal(text);
            case DURATION -> duration(text);
            case LIST -> Optional.of(split(text, ","));
            case WIDE_LIST -> Optional.of(split(text, "[,;]"));
            case PAIRS -> pairs(text);
        };
    }

    /** The value of a piece of TOML; empty if it is not of this kind. */
    Optional<Object> fromToml(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return fromValue(scalar.value());
        }
        if (node instanceof Node.Items items && (this == LIST || this == WIDE_LIST)) {
            return list(items);
        }
        return node instanceof Table table && this == PAIRS ? pairs(table) : none();
    }

    private Optional<Object> fromValue(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String ? Optional.of(value) : none();
            case TRUTH -> value instanceof Boolean ? Optional.of(value) : none();
            case NUMBER, COUNT, LARGE -> value instanceof Long number ? inRange(number) : none();
            case DECIMAL -> value instanceof Number number ? Optional.of(number.doubleValue()) : none();
            case DURATION -> value instanceof String || value instanceof Long ? duration(value.toString()) : none();
            case LIST, WIDE_LIST, PAIRS -> none();
        };
    }

    private Optional<Object> inRange(long number) {
        boolean fits =
                this == LARGE || (number >= (this == COUNT ? 0 : Integer.MIN_VALUE) && number <= Integer.MAX_VALUE);
        return fits ? Optional.of(number) : none();
    }

    private Optional<Object> whole(String text) {
        try {
            return inRange(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return none();
        }
    }

    private static Optional<Object> decimal(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return none();
        }
    }

    private static Optional<Object> duration(String text) {
        return GoDuration.parse(text).filter(duration -> !duration.isNegative()).map(Object.class::cast);
    }

    private static Optional<Object> list(Node.Items items) {
        boolean plain = items.nodes().stream().allMatch(Kind::isPlain);
        return plain ? Optional.of(items.nodes().stream().map(Kind::plain).toList()) : none();
    }

    private static Optional<Object> pairs(Table table) {
        Map<String, String> pairs = new LinkedHashMap<>();
        table.forEach((name, node) -> {
            if (isPlain(node)) {
                pairs.put(name, plain(node));
            }
        });
        return pairs.size() == table.size() ? Optional.of(pairs) : none();
    }

    private static boolean isPlain(Node node) {
        return node instanceof Node.Scalar scalar
                && (scalar.value() instanceof String || scalar.value() instanceof Number);
    }

    private static String plain(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.value().toString() : "";
    }

    private static Optional<Object> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.replaceAll("^\"|\"$", "").strip().split("\\s+", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                return none();
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Optional.of(pairs);
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Optional<Object> none() {
        return Optional.empty();
    }

    /** Whether a value asks for nothing at all, as {@code false}, {@code 0} and an empty text or list do. */
    static boolean asksForNothing(Object value) {
        return value.equals(false)
                || value.equals("")
                || value instanceof Number number && number.doubleValue() == 0
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> pairs && pairs.isEmpty()
                || value instanceof Duration duration && duration.isZero();
    }
}
