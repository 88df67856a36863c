package traefik4j.proxy.entrypoint;

import java.util.function.Consumer;
import traefik4j.proxy.exchange.Worker;

/**
 * What all streams of a connection share.
 *
 * @param settings those of the entry point
 * @param client whose connection it is
 * @param flushLater remembers a stream whose server is to be flushed when all that was received is read
 */
record StreamHost(ConnectionSettings settings, ClientFacts client, Consumer<StreamClient> flushLater) {
    Worker worker() {
        return client.worker();
    }
}
