package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * Who is let in at an entry point or a frontend, and where the others are sent (reference §2.2, §2.5, §2.6).
 *
 * @param redirect where to send clients; null for nowhere
 * @param basicAuth users by name and password, who are asked for before {@code auth}, the way before 1.7; null for none
 * @param auth how clients prove who they are; null if they need not
 * @param whiteList from where clients may come; null for anywhere
 */
public record Access(
        @Nullable Redirect redirect,
        Auth.@Nullable Users basicAuth,
        @Nullable Auth auth,
        @Nullable WhiteList whiteList) {
    /** Everybody is let in. */
    public static final Access OPEN = new Access(null, null, null, null);
}
