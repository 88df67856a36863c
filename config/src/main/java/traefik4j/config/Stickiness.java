package traefik4j.config;

/**
 * How a client stays with the server it got first: by a cookie (reference §4.5).
 *
 * @param cookieName its name; empty for one made of the name of the backend
 * @param secure whether browsers send it over TLS only
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite {@code none}, {@code lax} or {@code strict}; anything else for nothing
 * @param secret makes the values of the cookie impossible to guess; empty for none; not in Traefik 1.x
 */
public record Stickiness(String cookieName, boolean secure, boolean httpOnly, String sameSite, String secret) {
    /** The name of the cookie of the deprecated option {@code sticky}. */
    public static final String DEPRECATED_NAME = "_TRAEFIK_BACKEND";

    /** A cookie with this name and nothing else. */
    public Stickiness(String cookieName) {
        this(cookieName, false, false, "", "");
    }
}
