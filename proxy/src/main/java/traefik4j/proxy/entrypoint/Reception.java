package traefik4j.proxy.entrypoint;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Answer;

/** What happens to a request as soon as its head is read, whatever protocol brought it. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Answer OPTIONS_ANSWER = Answer.text(200, "");

    private final ConnectionSettings settings;
    private final ForwardedFields forwarded;

    Reception(ConnectionSettings settings, ClientFacts client) {
        this.settings = settings;
        forwarded = client.forwarded();
    }

    /** Gives the exchange to the handler of the entry point; false if that broke. */
    boolean receive(Exchange exchange) {
        if (exchange.request().isAsterisk()) {
            exchange.answer(OPTIONS_ANSWER);
            return true;
        }
        forwarded.apply(exchange);
        try {
            settings.handler().handle(exchange);
            return true;
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {}: {}", exchange.request().method(), exchange.request().target(), e, e);
            return false;
        }
    }
}
