package traefik4j.proxy.balancing;

import java.util.function.IntUnaryOperator;
import traefik4j.proxy.exchange.Exchange;

/** {@code p2c}: of two servers picked at random the one with fewer exchanges for its weight. */
final class PowerOfTwo implements Choice {
    private final Available available;
    private final IntUnaryOperator random;

    /**
     * A choice.
     *
     * @param random gives a number from 0 to below its argument
     */
    PowerOfTwo(Available available, IntUnaryOperator random) {
        this.available = available;
        this.random = random;
    }

    @Override
    public int next(Exchange exchange) {
        int size = available.size();
        if (size == 1) {
            return available.numbers()[0];
        }
        int one = random.applyAsInt(size);
        int other = random.applyAsInt(size - 1);
        return available.numbers()[available.lessBusy(one, other < one ? other : other + 1)];
    }
}
