package traefik4j.proxy.entrypoint;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.RequestParser;

/** What is known about a connection from its first moment: whose it is, on which event loop, how its requests are read. */
final class ClientFacts {
    private final Peer peer;
    private final Worker worker;
    private final RequestParser parser;
    private final ForwardedFields forwarded;
    private ForwardedFields.@Nullable Lines lines;

    /**
     * What is known about a connection.
     *
     * @param peer whose it is
     * @param worker the event loop it lives on
     * @param parser how its requests are read
     * @param forwarded what servers are told about clients
     */
    ClientFacts(Peer peer, Worker worker, RequestParser parser, ForwardedFields forwarded) {
        this.peer = peer;
        this.worker = worker;
        this.parser = parser;
        this.forwarded = forwarded;
    }

    Peer peer() {
        return peer;
    }

    Worker worker() {
        return worker;
    }

    RequestParser parser() {
        return parser;
    }

    /** Gives the exchange the lines that tell servers about the client. */
    void introduce(Exchange exchange) {
        if (peer.trusted()) {
            exchange.forwardedFields(forwarded.trusted(exchange.request(), peer));
            return;
        }
        ForwardedFields.Lines known = lines;
        if (known == null || !known.areFor(exchange.request())) {
            known = forwarded.untrusted(exchange.request(), peer);
            lines = known;
        }
        exchange.forwardedFields(known.bytes());
    }
}
