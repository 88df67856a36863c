package traefik4j.proxy.buffering;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.RequestHead;

/**
 * {@code buffering}: reads the whole request before a server is asked, and the whole response before the client gets any
 * of it; so a request can be sent again, whatever its method (reference §4.11).
 */
public final class Buffering implements Handler {
    static final Answer REQUEST_TOO_LARGE = Answer.text(413, "Request Entity Too Large");

    private final BodyLimit request;
    private final BodyLimit response;
    private final @Nullable Repetition repetition;
    private final Handler next;

    /**
     * Reads messages before a handler.
     *
     * @throws IllegalArgumentException if the expression cannot be read
     */
    public Buffering(traefik4j.config.Buffering definition, Handler next) {
        request = new BodyLimit(definition.maxRequestBodyBytes(), definition.memRequestBodyBytes());
        response = new BodyLimit(definition.maxResponseBodyBytes(), definition.memResponseBodyBytes());
        String expression = definition.retryExpression();
        repetition = expression.isEmpty() ? null : new Repetition(expression);
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestHead head = exchange.request();
        if (head.isWebsocket()) {
            next.handle(exchange);
        } else if (request.isExceededBy(head.contentLength())) {
            exchange.answer(REQUEST_TOO_LARGE);
        } else {
            BufferedExchange buffered = new BufferedExchange(exchange, response, repetition, next);
            if (head.hasBody()) {
                new BufferedRequest(exchange, request, buffered).begin();
            } else {
                buffered.begin(null);
            }
        }
    }
}
