package traefik4j.proxy.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cases of a text file: each begins with {@code ===} and a title; what precedes the first is about the file. */
final class GoldenCases {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|t|0|s|x[0-9a-f]{2})");

    /** A case: its title and its text, lines ended by LF. */
    record Case(String title, String text) {
        @Override
        public String toString() {
            return title;
        }
    }

    private GoldenCases() {}

    /** Reads a resource of this package. */
    static Stream<Case> of(String name) {
        try (InputStream in = Objects.requireNonNull(GoldenCases.class.getResourceAsStream("/flow/" + name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Stream.of(text.split("(?m)^=== ", -1)).skip(1).map(part -> {
                int line = part.indexOf('\n');
                return new Case(part.substring(0, line), part.substring(line + 1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes lines stand for: they end with CR LF unless a backslash ends them, and escapes are resolved. */
    static String message(String text) {
        String lines = text.replace("\\\n", "").replace("\n", "\r\n");
        return ESCAPE.matcher(lines)
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(character(match.group(1)))));
    }

    private static char character(String escape) {
        return switch (escape.charAt(0)) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 's' -> ' ';
            case '0' -> '\0';
            default -> (char) Integer.parseInt(escape.substring(1), 16);
        };
    }
}
