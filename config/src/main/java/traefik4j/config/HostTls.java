package traefik4j.config;

import java.util.List;

/**
 * The TLS policy of some hosts of an entry point, where it is not the entry point's own. Traefik 1.x has none.
 *
 * @param names the hosts, in lower case; {@code *.} before a name stands for one label
 * @param policy what is demanded of clients that ask for them
 */
public record HostTls(List<String> names, TlsPolicy policy) {
    /** Copies the list. */
    public HostTls {
        names = List.copyOf(names);
    }
}
