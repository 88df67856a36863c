package traefik4j.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;

/** Answers {@code GET} and {@code HEAD /ping} before any route: 200, or 503 as soon as the program is to stop (reference §6.2). */
final class Ping implements Handler {
    private static final byte[] PATH = "/ping".getBytes(StandardCharsets.US_ASCII);
    private static final Answer WELL = Answer.text(200, "OK");
    private static final Answer STOPPING = Answer.text(503, "Service Unavailable");

    private final BooleanSupplier stopping;
    private final Handler next;

    Ping(BooleanSupplier stopping, Handler next) {
        this.stopping = stopping;
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        if (isPing(exchange.request())) {
            exchange.answer(stopping.getAsBoolean() ? STOPPING : WELL);
        } else {
            next.handle(exchange);
        }
    }

    private static boolean isPing(RequestHead request) {
        RequestPath path = request.path();
        return Arrays.equals(path.bytes(), path.start(), path.end(), PATH, 0, PATH.length)
                && (request.isGet() || request.isHead());
    }
}
