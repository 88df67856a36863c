package traefik4j.proxy.middleware;

import java.util.Map;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Reasons;

/** Sends clients elsewhere, so that they keep their method (reference §2.2). */
final class RedirectAnswer {
    private final boolean permanent;

    RedirectAnswer(boolean permanent) {
        this.permanent = permanent;
    }

    /** Sends the client of an exchange to this URL. */
    void send(Exchange exchange, String location) {
        int status = exchange.request().isGet() ? permanent ? 301 : 302 : permanent ? 308 : 307;
        exchange.answer(Answer.text(status, Reasons.of(status), Map.of("Location", location)));
    }
}
