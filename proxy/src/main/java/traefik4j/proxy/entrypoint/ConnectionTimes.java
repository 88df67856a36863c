package traefik4j.proxy.entrypoint;

import java.time.Duration;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.Sweeper.Swept;

/**
 * The time-outs of a client's connection: how long it may take over a head, a body, taking an answer, doing nothing
 * (beyond what Traefik 1.x limits, see {@link Limits}).
 */
final class ConnectionTimes implements Swept {
    private static final long RATE_WINDOW = Duration.ofSeconds(10).toNanos();
    private static final long LINGER = Duration.ofSeconds(5).toNanos();

    /** What a connection waits for. */
    enum Phase {
        /** Its first byte, or the rest of a head. */
        HEAD,
        /** The next request. */
        IDLE,
        /** The end of an exchange. */
        EXCHANGE,
        /** The client to close, after its last answer. */
        LINGERING
    }

    private final ClientConnection connection;
    private Phase phase = Phase.HEAD;
    private long since;
    private long requestSince;
    private long rateSince;
    private long rateBytes;
    private long stalledSince;
    private long moved;
    private long stalledAt;
    private int slot;

    ConnectionTimes(ClientConnection connection) {
        this.connection = connection;
        since = connection.worker().now();
        requestSince = since;
    }

    /** Begins to wait for something. */
    void enter(Phase next) {
        if (next == phase) {
            return;
        }
        long now = connection.worker().now();
        if (next == Phase.HEAD || next == Phase.EXCHANGE && phase == Phase.IDLE) {
            requestSince = now;
        }
        phase = next;
        since = now;
        rateSince = now;
        rateBytes = 0;
        stalledAt = 0;
    }

    /** Bytes of a body have come. */
    void bodyBytes(int count) {
        rateBytes += count;
        moved();
    }

    /** Bytes have come from the client or the server. */
    void moved() {
        moved = connection.worker().now();
    }

    @Override
    public void sweep(long now) {
        connection.sweepOutflow();
        switch (phase) {
            case HEAD -> {
                if (RequestTimes.exceeds(now - since, limits().headerReadTimeout())) {
                    connection.refuse(408);
                }
            }
            case IDLE -> sweepIdle(now);
            case LINGERING -> {
                if (now - since > LINGER) {
                    connection.close();
                }
            }
            case EXCHANGE -> sweepExchange(now);
        }
    }

    private void sweepIdle(long now) {
        boolean over = connection.settings().draining().getAsBoolean()
                || RequestTimes.exceeds(now - since, timeouts().idleTimeout());
        // The end of the last answer may still be on its way.
        if (isStalled(now) || over && connection.pendingBytes() == 0) {
            connection.close();
        }
    }

    private void sweepExchange(long now) {
        RequestTimes times = connection.requestTimes();
        if (connection.isReadingBody()) {
            if (isTooSlow(now, times.minBodyRate(limits().minBodyRate()))
                    || RequestTimes.exceeds(
                            now - requestSince, times.request(timeouts().readTimeout()))) {
                connection.refuse(408);
                return;
            }
        } else {
            rateSince = now;
            rateBytes = 0;
        }
        if (isStalled(now)) {
            connection.close();
        } else if (connection.isTunnel()) {
            if (RequestTimes.exceeds(now - moved, times.idle(timeouts().idleTimeout()))) {
                connection.close();
            }
        } else if (RequestTimes.exceeds(now - since, times.response(timeouts().writeTimeout()))) {
            connection.refuse(504);
        }
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

    /** Whether an answer has waited all the time for the client to take some of it. */
    private boolean isStalled(long now) {
        long pending = connection.pendingBytes();
        if (pending == 0 || pending != stalledAt) {
            stalledAt = pending;
            stalledSince = now;
            return false;
        }
        return RequestTimes.exceeds(now - stalledSince, limits().writeStallTimeout());
    }

    private Limits limits() {
        return connection.settings().limits();
    }

    private RespondingTimeouts timeouts() {
        return connection.settings().timeouts();
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int number) {
        slot = number;
    }
}
