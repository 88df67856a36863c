package traefik4j.proxy.entrypoint;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.HeaderName;

/** What happens to a request as soon as its head is read, whatever protocol brought it. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Answer OPTIONS_ANSWER = Answer.text(200, "");

    private Reception() {}

    /** Gives the exchange to the handler of the entry point; false if that broke. */
    static boolean receive(Exchange exchange, ClientFacts client, ConnectionSettings settings) {
        byte[] alternative = settings.alternative().get();
        if (alternative.length > 0) {
            exchange.responseEdits().set(HeaderName.ALT_SVC, alternative);
        }
        if (exchange.request().isAsterisk()) {
            exchange.answer(OPTIONS_ANSWER);
            return true;
        }
        client.introduce(exchange);
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
