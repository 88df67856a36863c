package traefik4j.proxy.entrypoint;

import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.RequestParser;

/**
 * What is known about a connection from its first moment.
 *
 * @param peer whose it is
 * @param forwarded what servers are told about it
 * @param worker the event loop it lives on
 * @param parser how its requests are read
 */
record ClientFacts(Peer peer, ForwardedFields forwarded, Worker worker, RequestParser parser) {}
