package traefik4j.proxy.routing;

import java.util.List;
import java.util.Locale;
import traefik4j.proxy.http.Ascii;

/**
 * A request somebody asks about.
 *
 * @param entryPoint where it would arrive
 * @param method its method
 * @param host its host, and port if there is one
 * @param target its path and query
 * @param headers more lines, {@code Name: value}
 */
public record Question(String entryPoint, String method, String host, String target, List<String> headers) {
    /** Copies the list. */
    public Question {
        headers = List.copyOf(headers);
    }

    /** A request for a URL, with or without its scheme. A header {@code Host} takes the place of the URL's host. */
    public static Question of(String entryPoint, String method, String url, List<String> headers) {
        int scheme = url.indexOf("://");
        int authority = scheme < 0 ? 0 : scheme + 3;
        int end = authority;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String rest = url.substring(end);
        String host = headers.stream()
                .filter(Question::isHost)
                .map(header -> header.substring(header.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(url.substring(authority, end));
        List<String> others = headers.stream().filter(header -> !isHost(header)).toList();
        return new Question(entryPoint, method, host, rest.startsWith("/") ? rest : "/" + rest, others);
    }

    private static boolean isHost(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("host:");
    }

    /** The head as it would be received. */
    byte[] head() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
        head.append(host).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return Ascii.bytes(head.append("\r\n").toString());
    }
}
