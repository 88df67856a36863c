package traefik4j.proxy.http;

/** What a reader says of a message that it does not read to its end. */
final class Reading {
    static final String REFUSED = "<refused>";
    static final String OPEN = "<incomplete>";

    private Reading() {}
}
