package traefik4j.proxy.exchange;

/**
 * Something that watches an exchange after it has handed it on: the only seam for observation. A middleware that needs
 * the way back listens with {@link Exchange#listen}. Listeners are told innermost first, on the event loop of the
 * exchange, and are shared by all exchanges: what they remember of one stands in the exchange.
 */
public interface ExchangeListener {
    /** The final head is about to be sent; {@link Exchange#responseEdits} still has an effect. */
    default void responding(Exchange exchange, int status) {}

    /**
     * The exchange is over.
     *
     * @param status the status code of the response; 499 if the client left before there was one
     * @param complete whether the client was given all of it
     */
    default void ended(Exchange exchange, int status, boolean complete) {}
}
