package traefik4j.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Workers;

/**
 * What carries exchanges, as the environment says.
 *
 * @param transport how the operating system does I/O
 * @param count the number of threads
 */
record EventLoops(Transport transport, int count) {
    private static final String COUNT = "TRAEFIK_EVENT_LOOPS";
    private static final String TRANSPORT = "TRAEFIK_TRANSPORT";

    /** Reads it; empty if something is wrong, which was told to {@code refusals} then. */
    static Optional<EventLoops> of(Map<String, String> environment, Consumer<String> refusals) {
        Optional<Transport> transport = transport(environment.getOrDefault(TRANSPORT, ""), refusals);
        Optional<Integer> count = count(environment.getOrDefault(COUNT, ""), refusals);
        return transport.flatMap(how -> count.map(many -> new EventLoops(how, many)));
    }

    private static Optional<Integer> count(String set, Consumer<String> refusals) {
        if (set.isEmpty()) {
            return Optional.of(Runtime.getRuntime().availableProcessors());
        }
        if (set.matches("[1-9]\\d{0,2}")) {
            return Optional.of(Integer.valueOf(set));
        }
        refusals.accept(COUNT + ": \"" + set + "\" (expected: a whole number from 1 to 999)");
        return Optional.empty();
    }

    private static Optional<Transport> transport(String set, Consumer<String> refusals) {
        if (set.isEmpty()) {
            return Optional.of(Transport.best());
        }
        Optional<Transport> named = Transport.named(set);
        if (named.isEmpty()) {
            refusals.accept(TRANSPORT + ": \"" + set + "\" (expected: epoll, io_uring or nio)");
        } else if (!named.get().isAvailable()) {
            refusals.accept(
                    TRANSPORT + ": \"" + set + "\" does not work on this system (expected: nothing, or another)");
            return Optional.empty();
        }
        return named;
    }

    /** Starts them. */
    Workers start() {
        return Workers.start(transport, count);
    }
}
