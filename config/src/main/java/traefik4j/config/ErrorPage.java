package traefik4j.config;

import java.util.List;

/**
 * A page shown in the place of some errors (reference §3.10).
 *
 * @param status codes and ranges, such as {@code 404} and {@code 500-599}
 * @param backend who serves it
 * @param query its path; {@code {status}} stands for the code
 * @param passHeaders whether the backend sees all fields of the request, credentials too, as in Traefik 1.x
 */
public record ErrorPage(List<String> status, String backend, String query, boolean passHeaders) {
    /** Copies the list. */
    public ErrorPage {
        status = List.copyOf(status);
    }
}
