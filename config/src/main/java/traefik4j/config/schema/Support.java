package traefik4j.config.schema;

/** What Traefik4J does about a key. */
public enum Support {
    /** It does what the key says. */
    YES,
    /** Nothing yet, and everything else works without it. */
    NOT_YET,
    /** Nothing yet, and going on without it would be unsafe or pointless, so that its object is refused. */
    REFUSED,
    /** Nothing here: it is somebody else's to read from the same file. */
    ELSEWHERE,
    /** Nothing here: it belongs into the main configuration file. */
    MISPLACED
}
