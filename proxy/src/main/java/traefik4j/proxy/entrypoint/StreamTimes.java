package traefik4j.proxy.entrypoint;

import java.time.Duration;
import traefik4j.proxy.exchange.RequestTimes;

/** The time-outs of a stream: how long a request may take to come, at what rate, and its response to go. */
final class StreamTimes {
    private static final long RATE_WINDOW = Duration.ofSeconds(10).toNanos();

    private final ConnectionSettings settings;
    private final long begin;
    private long rateSince;
    private long rateBytes;
    private long moved;

    StreamTimes(ConnectionSettings settings, long now) {
        this.settings = settings;
        begin = now;
        rateSince = now;
    }

    /** Content has come. */
    void received(int bytes, long now) {
        rateBytes += bytes;
        moved = now;
    }

    /** Something has come from the server. */
    void moved(long now) {
        moved = now;
    }

    /** Whether nothing has gone either way in a tunnel for too long. */
    boolean isTunnelOver(long now, RequestTimes times) {
        return RequestTimes.exceeds(now - moved, times.idle(settings.timeouts().idleTimeout()));
    }

    /** Whether the request takes too long to come; {@code reading} says that it is the client's turn to send. */
    boolean isRequestOver(long now, boolean reading, RequestTimes times) {
        if (!reading) {
            rateSince = now;
            rateBytes = 0;
            return false;
        }
        return isTooSlow(now, times.minBodyRate(settings.limits().minBodyRate()))
                || RequestTimes.exceeds(
                        now - begin, times.request(settings.timeouts().readTimeout()));
    }

    /** Whether the whole exchange takes too long. */
    boolean isResponseOver(long now, RequestTimes times) {
        return RequestTimes.exceeds(
                now - begin, times.response(settings.timeouts().writeTimeout()));
    }

    private boolean isTooSlow(long now, long minBodyRate) {
        if (now - rateSince < RATE_WINDOW) {
            return false;
        }
        boolean slow = rateBytes < minBodyRate * 10;
        rateSince = now;
        rateBytes = 0;
        return slow;
    }

    /** How long a client may take nothing of what waits for it. */
    long stallNanos() {
        Duration limit = settings.limits().writeStallTimeout();
        return limit.isZero() ? Long.MAX_VALUE / 2 : limit.toNanos();
    }
}
