package traefik4j.proxy.balancing;

import java.util.ArrayDeque;
import traefik4j.config.HealthCheck.Passive;

/** The failures of each server of a pool in the last while. For one caller at a time. */
final class Ejection {
    private final Passive definition;
    private final ArrayDeque<Long>[] failures;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Ejection(Passive definition, int servers) {
        this.definition = definition;
        failures = new ArrayDeque[servers];
        for (int i = 0; i < servers; i++) {
            failures[i] = new ArrayDeque<>();
        }
    }

    /** Whether a status code means that there was no server, or no answer. */
    static boolean isFailure(int status) {
        return status == 502 || status == 504;
    }

    /** Notes a failure; true if the server has had as many as it may. */
    boolean failed(int server, long now) {
        ArrayDeque<Long> its = failures[server];
        long window = definition.failureWindow().toNanos();
        while (!its.isEmpty() && now - its.peekFirst() >= window) {
            its.pollFirst();
        }
        its.addLast(now);
        boolean tooMany = its.size() >= definition.maxFailedAttempts();
        if (tooMany) {
            its.clear();
        }
        return tooMany;
    }

    /** How long a server is left alone then. */
    long nanos() {
        return definition.ejectionTime().toNanos();
    }
}
