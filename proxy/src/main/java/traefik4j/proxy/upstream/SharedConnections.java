package traefik4j.proxy.upstream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;

/**
 * The connections of one event loop to a server that speaks HTTP/2, each of which carries many exchanges. While one is
 * being made, whoever comes waits for it.
 */
final class SharedConnections {
    private final ServerPool pool;
    private final List<Http2ServerConnection> open = new ArrayList<>();
    private final ArrayDeque<Dial> waiting = new ArrayDeque<>();
    private boolean known;
    private boolean dialing;

    /** None yet; {@code known} says that the server speaks nothing else. */
    SharedConnections(ServerPool pool, boolean known) {
        this.pool = pool;
        this.known = known;
    }

    /** Whether it is known that the server speaks HTTP/2. */
    boolean isKnown() {
        return known;
    }

    /** Sends a request, now or as soon as there is a connection; false if a new one has to be made for it, now. */
    boolean forward(Exchange exchange) {
        for (Http2ServerConnection connection : open) {
            if (connection.mayTake()) {
                connection.send(exchange);
                return true;
            }
        }
        if (!dialing) {
            dialing = true;
            return false;
        }
        Dial dial = pool.dial(exchange);
        exchange.server(dial);
        waiting.addLast(dial);
        return true;
    }

    /** A connection is there. */
    void established(Http2ServerConnection connection) {
        known = true;
        open.add(connection);
        goOn();
    }

    /** No connection could be made. */
    void failed(Failure failure) {
        dialing = false;
        for (Dial dial; (dial = waiting.pollFirst()) != null; ) {
            dial.fail(failure);
        }
    }

    /** The server speaks something else after all. */
    void speaksHttp1() {
        known = false;
        goOn();
    }

    /** Those who waited try again. */
    private void goOn() {
        dialing = false;
        for (int count = waiting.size(); count > 0; count--) {
            Dial dial = waiting.pollFirst();
            Exchange exchange = dial == null ? null : dial.take();
            if (exchange != null) {
                pool.forward(exchange);
            }
        }
    }

    void remove(Http2ServerConnection connection) {
        open.remove(connection);
    }

    void retire() {
        // Those that close at once are taken out of it.
        List.copyOf(open).forEach(Http2ServerConnection::retire);
    }
}
