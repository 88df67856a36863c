package traefik4j.proxy.entrypoint;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.tls.HostPolicies;

/**
 * Hands on the requests of connections that have met one TLS policy, as long as it is that of the host they are for.
 * Whoever named one host in the handshake and asks for another one, of which more may be demanded, gets 421 (RFC 9110
 * §15.5.20) and comes back with a new connection. An entry point with one policy has none of this.
 */
final class PolicyCheck implements Handler {
    private static final Answer MISDIRECTED = Answer.text(421, Reasons.of(421));

    private final HostPolicies policies;
    private final int met;
    private final Handler next;

    PolicyCheck(HostPolicies policies, int met, Handler next) {
        this.policies = policies;
        this.met = met;
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestHead request = exchange.request();
        if (policies.of(request.bytes(), request.hostStart(), request.hostNameEnd()) == met) {
            next.handle(exchange);
        } else {
            exchange.answer(MISDIRECTED);
        }
    }
}
