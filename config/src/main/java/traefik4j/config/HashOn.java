package traefik4j.config;

import java.util.Locale;

/** What of a request decides which server it gets by the method {@code hash}. */
public sealed interface HashOn {
    /** The address of the client. */
    record ClientIp() implements HashOn {}

    /** The first value of a field. */
    record Header(String name) implements HashOn {}

    /** The value of a cookie. */
    record Cookie(String name) implements HashOn {}

    /** The path, after all modifiers. */
    record Path() implements HashOn {}

    /** The value of a parameter of the query, as it was sent. */
    record Query(String name) implements HashOn {}

    /**
     * Reads {@code clientIp}, {@code header:NAME}, {@code cookie:NAME}, {@code path} or {@code query:NAME}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static HashOn parse(String text) {
        int colon = text.indexOf(':');
        String kind = text.substring(0, colon + 1).toLowerCase(Locale.ROOT);
        String name = text.substring(colon + 1).strip();
        if (!kind.isEmpty() && !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw wrong(text);
        }
        return switch (kind) {
            case "header:" -> new Header(name);
            case "cookie:" -> new Cookie(name);
            case "query:" -> new Query(name);
            case "" -> unnamed(text);
            default -> throw wrong(text);
        };
    }

    private static HashOn unnamed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "clientip" -> new ClientIp();
            case "path" -> new Path();
            default -> throw wrong(text);
        };
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                '"' + text + "\" (expected: clientIp, header:NAME, cookie:NAME, path or query:NAME)");
    }
}
