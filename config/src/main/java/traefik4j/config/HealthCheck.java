package traefik4j.config;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How it is found out whether servers can be asked (reference §4.9). Rise, fall, jitter and passive are not in Traefik
 * 1.x.
 *
 * @param path what is asked for; empty for no checks
 * @param scheme instead of the server's; empty for the server's
 * @param port instead of the server's; 0 for the server's
 * @param interval from one check to the next; null for the global one
 * @param hostname what is sent as {@code Host}; empty for the server's
 * @param headers more fields to send
 * @param rise how many good checks in a row bring a server back
 * @param fall how many bad checks in a row take it out
 * @param jitter how much longer than the interval a pause may be, at random
 * @param passive what the exchanges themselves tell; null for nothing
 */
public record HealthCheck(
        String path,
        String scheme,
        int port,
        @Nullable Duration interval,
        String hostname,
        Map<String, String> headers,
        int rise,
        int fall,
        Duration jitter,
        @Nullable Passive passive) {
    /** Copies the map. */
    public HealthCheck {
        headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** Checks of this path as in Traefik 1.x. */
    public HealthCheck(String path) {
        this(path, "", 0, null, "", Map.of(), 1, 1, Duration.ZERO, null);
    }

    /**
     * Leaving a server alone that fails: no connection, no answer.
     *
     * @param maxFailedAttempts so many failures
     * @param failureWindow in such a time
     * @param ejectionTime take it out for so long
     */
    public record Passive(int maxFailedAttempts, Duration failureWindow, Duration ejectionTime) {}
}
