package traefik4j.proxy.rule;

/** What a matcher says of a request. */
public enum Match {
    /** It does not match. */
    NO,
    /** It would match if the path ended otherwise: with a slash, or without (reference §3.4). */
    OTHER_SLASH,
    /** It matches. */
    YES
}
