package traefik4j.proxy.buffering;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Pause;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.HeaderName;

/**
 * An exchange whose request is kept: it is sent, perhaps several times, and what the last try gave goes to the client.
 * What is kept is given up when the exchange is over, however it ends.
 */
final class BufferedExchange implements ExchangeListener {
    private final Exchange exchange;
    private final ClientSide client;
    private final BodyLimit responseLimit;
    private final @Nullable Repetition repetition;
    private final Handler next;
    private final int listeners;
    private @Nullable KeptBody request;
    private @Nullable Attempt attempt;
    private int attempts;

    BufferedExchange(Exchange exchange, BodyLimit responseLimit, @Nullable Repetition repetition, Handler next) {
        this.exchange = exchange;
        client = exchange.client();
        this.responseLimit = responseLimit;
        this.repetition = repetition;
        this.next = next;
        exchange.listen(this);
        listeners = exchange.listenerCount();
    }

    /** This body is its request's. */
    void keep(KeptBody body) {
        request = body;
    }

    /** Sends the request for the first time, with this body or none. */
    void begin(@Nullable KeptBody body) {
        if (body != null && exchange.request().isChunked()) {
            byte[] length = Long.toString(body.size()).getBytes(StandardCharsets.US_ASCII);
            exchange.requestEdits().remove(HeaderName.TRANSFER_ENCODING);
            exchange.requestEdits().set(HeaderName.CONTENT_LENGTH, length);
        }
        send();
    }

    private void send() {
        attempts++;
        Attempt tried = new Attempt(this, exchange, request, responseLimit);
        attempt = tried;
        exchange.client(tried);
        next.handle(exchange);
    }

    /** A try has ended with this status code; whether there will be another one. */
    boolean repeats(int status) {
        if (repetition == null
                || !repetition.follows(attempts, status, exchange.request().method())) {
            return false;
        }
        giveUp();
        exchange.endListeners(listeners, status);
        Pause.of(exchange).end(waiting -> send());
        return true;
    }

    /** The client gets an answer of our own. */
    void answer(Answer answer) {
        exchange.client(client);
        client.answer(answer);
    }

    /** The client gets a response that is complete. Whoever was between it and the server is done with it. */
    void deliver(KeptBody body, int status) {
        exchange.client(client);
        exchange.settleListeners(listeners, status);
        new Delivery(exchange, body).begin();
    }

    private void giveUp() {
        Attempt last = attempt;
        attempt = null;
        if (last != null) {
            last.close();
        }
    }

    @Override
    public void ended(Exchange over, int status, boolean complete) {
        giveUp();
        if (request != null) {
            request.close();
            request = null;
        }
    }
}
