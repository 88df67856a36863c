package traefik4j.proxy.middleware;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import traefik4j.proxy.http.RequestHead;

/**
 * Undoes in the URL a client is sent to what modifiers did to its path before, for the client knows nothing of that
 * (reference §2.2).
 *
 * @param whole whether the path the client sent is put back
 * @param addedPrefix what else is taken away once; empty for nothing
 */
public record PathRestoration(boolean whole, String addedPrefix) {
    /** Where no modifier is. */
    public static final PathRestoration NONE = new PathRestoration(false, "");

    private static final Pattern PARTS = Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?)([^?#]*)(.*)");

    /** The URL with the path restored. */
    String apply(String url, RequestHead head) {
        Matcher parts = PARTS.matcher(url);
        if (!whole && addedPrefix.isEmpty() || !parts.matches()) {
            return url;
        }
        String path = whole ? RequestUrl.receivedPath(head) : withoutPrefix(parts.group(2));
        return parts.group(1) + path + parts.group(3);
    }

    private String withoutPrefix(String path) {
        int at = path.indexOf(addedPrefix);
        return at < 0 ? path : path.substring(0, at) + path.substring(at + addedPrefix.length());
    }
}
