package traefik4j.proxy.balancing;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;

/** A server among those of a pool. It listens to its exchanges where somebody wants to know how they end. */
final class Candidate implements ExchangeListener {
    private final int number;
    private final Member member;
    private final int weight;
    private final boolean backup;
    private final boolean drained;
    private @Nullable Watcher watcher;

    /** Somebody who wants to know how the exchanges of servers end. */
    @FunctionalInterface
    interface Watcher {
        /** An exchange is over; called on its event loop. */
        void ended(Candidate candidate, Exchange exchange, int status);
    }

    /**
     * A server.
     *
     * @param number its number in the pool
     * @param weight its weight; 0 for never
     */
    Candidate(int number, Member member, int weight, boolean backup, boolean drained) {
        this.number = number;
        this.member = member;
        this.weight = weight;
        this.backup = backup;
        this.drained = drained;
    }

    /** From now on its exchanges are counted and watched. */
    void watch(Watcher by) {
        watcher = by;
    }

    int number() {
        return number;
    }

    Member member() {
        return member;
    }

    int weight() {
        return weight;
    }

    /** Whether it may get an exchange of a client that is new to it. */
    boolean takesNew(boolean asBackup) {
        return member.isUp() && !drained && weight > 0 && backup == asBackup;
    }

    /** Whether it is left out for its weight alone. */
    boolean weighsNothing() {
        return member.isUp() && !drained && weight == 0;
    }

    /** Gives it an exchange. */
    void forward(Exchange exchange) {
        if (watcher != null) {
            member.busy().incrementAndGet();
            exchange.listen(this);
        }
        member.server().forward(exchange);
    }

    @Override
    public void ended(Exchange exchange, int status, boolean complete) {
        member.busy().decrementAndGet();
        if (watcher != null) {
            watcher.ended(this, exchange, status);
        }
    }
}
