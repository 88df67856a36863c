package traefik4j.proxy.entrypoint;

import java.time.Duration;

/** The time-outs of a stream: how long a request may take to come, at what rate, and its response to go. */
final class StreamTimes {
    private static final long RATE_WINDOW = Duration.ofSeconds(10).toNanos();

    private final ConnectionSettings settings;
    private final long begin;
    private long rateSince;
    private long rateBytes;

    StreamTimes(ConnectionSettings settings, long now) {
        this.settings = settings;
        begin = now;
        rateSince = now;
    }

    /** Content has come. */
    void received(int bytes) {
        rateBytes += bytes;
    }

    /** Whether the exchange takes too long; {@code reading} says that it is the client's turn to send. */
    boolean isOver(long now, boolean reading) {
        if (!reading) {
            rateSince = now;
            rateBytes = 0;
            return exceeds(now - begin, settings.timeouts().writeTimeout());
        }
        return isTooSlow(now) || exceeds(now - begin, settings.timeouts().readTimeout());
    }

    private boolean isTooSlow(long now) {
        if (now - rateSince < RATE_WINDOW) {
            return false;
        }
        boolean slow = rateBytes < settings.limits().minBodyRate() * 10L;
        rateSince = now;
        rateBytes = 0;
        return slow;
    }

    /** How long a client may take nothing of what waits for it. */
    long stallNanos() {
        Duration limit = settings.limits().writeStallTimeout();
        return limit.isZero() ? Long.MAX_VALUE / 2 : limit.toNanos();
    }

    private static boolean exceeds(long nanos, Duration limit) {
        return !limit.isZero() && nanos > limit.toNanos();
    }
}
