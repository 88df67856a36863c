package traefik4j.proxy.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies by which servers are reached, as the environment says in {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code
 * NO_PROXY}, or the same in small letters (reference §4.10). They are read as Go's library reads them, so as Traefik 1.x did.
 */
public final class ForwardProxies {
    /** Every server is reached directly. */
    public static final ForwardProxies NONE = of(Map.of());

    private final Said http;
    private final Said https;
    private final NoProxy direct;

    /** What a variable says: a proxy, none, or what is wrong with it. */
    private record Said(
            String variable,
            @Nullable ForwardProxy proxy,
            @Nullable String fault) {
        static Said in(Map<String, String> environment, String variable) {
            String value = ForwardProxies.value(environment, variable);
            try {
                return new Said(variable, value.isEmpty() ? null : ForwardProxy.parse(value), null);
            } catch (IllegalArgumentException unusable) {
                return new Said(variable, null, unusable.getMessage());
            }
        }

        String text() {
            return variable + ": " + proxy;
        }
    }

    private ForwardProxies(Said http, Said https, NoProxy direct) {
        this.http = http;
        this.https = https;
        this.direct = direct;
    }

    /** What these variables say. */
    public static ForwardProxies of(Map<String, String> environment) {
        return new ForwardProxies(
                Said.in(environment, "HTTP_PROXY"),
                Said.in(environment, "HTTPS_PROXY"),
                NoProxy.parse(value(environment, "NO_PROXY")));
    }

    private static String value(Map<String, String> environment, String variable) {
        String large = environment.getOrDefault(variable, "");
        return (large.isEmpty() ? environment.getOrDefault(variable.toLowerCase(Locale.ROOT), "") : large).strip();
    }

    /**
     * The proxy for a server; null if it is reached directly.
     *
     * @param scheme {@code http} or {@code https}; everything else is reached directly
     * @param host a name, or an address without brackets
     * @throws IllegalArgumentException if the variable that says so is not usable
     */
    public @Nullable ForwardProxy of(String scheme, String host, int port) {
        Said said = scheme.equals("https") ? https : http;
        boolean none = said.proxy() == null && said.fault() == null;
        if (none || !scheme.startsWith("http") || direct.covers(host, port)) {
            return null;
        }
        if (said.proxy() == null) {
            throw new IllegalArgumentException(said.variable() + " is not usable: " + said.fault());
        }
        return said.proxy();
    }

    /** What is said, for the log: a line for each variable that names a proxy, without passwords. */
    public List<String> texts() {
        return Stream.of(http, https)
                .filter(said -> said.proxy() != null)
                .map(Said::text)
                .toList();
    }

    /** What is wrong with variables that are not usable, without what they hold. */
    public Map<String, String> faults() {
        Map<String, String> faults = new TreeMap<>();
        for (Said said : List.of(http, https)) {
            if (said.fault() != null) {
                faults.put(said.variable(), said.fault());
            }
        }
        return faults;
    }
}
