package traefik4j.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time-outs of a frontend, where they differ from {@link RespondingTimeouts}, {@link ForwardingTimeouts} and {@link
 * Limits}. Zero is none; null leaves what holds elsewhere. Traefik 1.x has none of these.
 *
 * @param request for reading a whole request
 * @param response from the end of the request's head to the end of the response
 * @param responseHeader from the end of the request to the head of the response
 * @param idle how long nothing may go to the server or come from it
 * @param minBodyRate bytes a second a request body has to bring, measured over 10 s
 */
public record FrontendTimeouts(
        @Nullable Duration request,
        @Nullable Duration response,
        @Nullable Duration responseHeader,
        @Nullable Duration idle,
        @Nullable Integer minBodyRate) {
    /** As everywhere. */
    public static final FrontendTimeouts DEFAULT = new FrontendTimeouts(null, null, null, null, null);
}
