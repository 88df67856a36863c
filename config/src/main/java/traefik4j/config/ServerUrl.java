package traefik4j.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a server, taken apart (reference §4.1).
 *
 * @param scheme {@code http}, {@code https} or {@code h2c}; {@code tcp} where only bytes count
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record ServerUrl(String scheme, String host, int port) {
    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#]*@)?"
                    + "(?:\\[(?<six>[0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|(?<host>[\\p{L}\\p{N}_.~-]+))(?::(?<port>\\d{0,5}))?(?:[/?#].*)?");

    /**
     * Reads {@code scheme://host:port}; path, query and user-info are ignored, and the port may be left out.
     *
     * @throws IllegalArgumentException if it is none; the message quotes it and says what was expected
     */
    public static ServerUrl parse(String url) {
        Matcher parts = SHAPE.matcher(url);
        if (!parts.matches()) {
            throw wrong(url, "http://host:port");
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("h2c")) {
            throw wrong(url, "scheme http, https or h2c");
        }
        return of(url, parts, scheme, defaultPort(scheme));
    }

    /**
     * Reads {@code tcp://host:port}, where the port has to be said.
     *
     * @throws IllegalArgumentException if it is none; the message quotes it and says what was expected
     */
    public static ServerUrl parseTcp(String url) {
        Matcher parts = SHAPE.matcher(url);
        if (!parts.matches() || !parts.group("scheme").equalsIgnoreCase("tcp")) {
            throw wrong(url, "tcp://host:port");
        }
        return of(url, parts, "tcp", 0);
    }

    private static ServerUrl of(String url, Matcher parts, String scheme, int otherwise) {
        String digits = parts.group("port");
        int port = digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw wrong(url, "a port from 1 to 65535");
        }
        return new ServerUrl(scheme, parts.group("six") == null ? parts.group("host") : parts.group("six"), port);
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static IllegalArgumentException wrong(String url, String expected) {
        return new IllegalArgumentException("\"" + url + "\" (expected: " + expected + ")");
    }
}
