package traefik4j.proxy.balancing;

import java.util.List;
import traefik4j.config.Backend;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.upstream.LiveServer;

/** A backend as it lives: the end of the chain of handlers, which gives each exchange to one of its servers. */
public final class LiveBackend implements Handler {
    private final Backend definition;
    private final LiveServer[] servers;
    private final WeightedRoundRobin turns;

    LiveBackend(Backend definition, List<LiveServer> servers, int[] weights) {
        this.definition = definition;
        this.servers = servers.toArray(LiveServer[]::new);
        turns = new WeightedRoundRobin(weights);
    }

    /** What it was made of. */
    Backend definition() {
        return definition;
    }

    /** Its servers. */
    List<LiveServer> servers() {
        return List.of(servers);
    }

    @Override
    public void handle(Exchange exchange) {
        int next = turns.next();
        if (next >= 0) {
            servers[next].forward(exchange);
        } else {
            exchange.fail(servers.length == 0 ? Failure.NO_SERVER : Failure.INTERNAL);
        }
    }
}
