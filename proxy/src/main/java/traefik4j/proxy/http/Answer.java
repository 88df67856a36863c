package traefik4j.proxy.http;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

/**
 * A response made by the proxy itself. Those that never change are made once, when the table is compiled.
 *
 * @param status the status code
 * @param reason the reason phrase
 * @param fields the header fields, without {@code Content-Length} and {@code Connection}; values hold no control
 *     characters
 * @param body the body, one byte a character; for HEAD only its length is sent
 */
public record Answer(int status, String reason, List<Entry<String, String>> fields, String body) {
    private static final Entry<String, String> PLAIN_TEXT = Map.entry("Content-Type", "text/plain; charset=utf-8");

    /** Copies the fields. */
    public Answer {
        fields = List.copyOf(fields);
    }

    /** A plain text. */
    public static Answer text(int status, String body) {
        return new Answer(status, Reasons.of(status), List.of(PLAIN_TEXT), body);
    }

    /** A plain text, and more fields. */
    public static Answer text(int status, String body, Map<String, String> more) {
        Answer plain = text(status, body);
        return new Answer(status, plain.reason, concat(plain.fields, more), plain.body);
    }

    private static List<Entry<String, String>> concat(List<Entry<String, String>> fields, Map<String, String> more) {
        return Stream.concat(fields.stream(), more.entrySet().stream()).toList();
    }

    /** What no route means (reference §0.1 step 12). */
    public static Answer notFound() {
        return text(404, "404 page not found\n", Map.of("X-Content-Type-Options", "nosniff"));
    }
}
