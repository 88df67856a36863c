package traefik4j.proxy.balancing;

import java.util.concurrent.atomic.AtomicInteger;
import traefik4j.proxy.exchange.Exchange;

/** {@code leastConn}: the server with the fewest exchanges for its weight; of equals each in turn. */
final class LeastConnections implements Choice {
    private final Available available;
    private final AtomicInteger turn;

    LeastConnections(Available available, AtomicInteger turn) {
        this.available = available;
        this.turn = turn;
    }

    @Override
    public int next(Exchange exchange) {
        int size = available.size();
        int best = Integer.remainderUnsigned(turn.getAndIncrement(), size);
        for (int i = 1, place = best; i < size; i++) {
            place = place + 1 == size ? 0 : place + 1;
            best = available.lessBusy(best, place);
        }
        return available.numbers()[best];
    }
}
