package traefik4j.config;

import java.util.List;

/**
 * Which other sites may use a frontend from a browser (the Fetch standard), as later versions of Traefik have it.
 *
 * @param origins sites that may; {@code *} is any
 * @param originRegexes expressions for more sites
 * @param methods methods they may use
 * @param requestHeaders fields they may send
 * @param exposedHeaders fields they may see
 * @param credentials whether cookies and the like go along
 * @param maxAge seconds a browser may remember all of this
 * @param addVaryHeader whether caches are told that answers depend on the site
 */
public record Cors(
        List<String> origins,
        List<String> originRegexes,
        List<String> methods,
        List<String> requestHeaders,
        List<String> exposedHeaders,
        boolean credentials,
        long maxAge,
        boolean addVaryHeader) {
    /** No other site. */
    public static final Cors NONE = new Cors(List.of(), List.of(), List.of(), List.of(), List.of(), false, 0, false);

    /** Copies the lists. */
    public Cors {
        origins = List.copyOf(origins);
        originRegexes = List.copyOf(originRegexes);
        methods = List.copyOf(methods);
        requestHeaders = List.copyOf(requestHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
    }
}
