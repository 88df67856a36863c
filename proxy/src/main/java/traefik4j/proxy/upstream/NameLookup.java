package traefik4j.proxy.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Worker;

/**
 * The address of a server that is known by name. It is looked up on a virtual thread, never on an event loop, and again
 * after a few seconds of use; as long as a new look-up takes or fails, the last known address is used.
 */
final class NameLookup {
    private static final long FRESH_NANOS = 10_000_000_000L;

    private final String host;
    private final int port;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile InetSocketAddress @Nullable [] known;
    private volatile long lookedUp;
    private volatile int turn;

    NameLookup(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Gives an address, or null if the name is unknown, to the callback, on the worker's event loop. */
    void address(Worker worker, Consumer<@Nullable InetSocketAddress> callback) {
        InetSocketAddress[] addresses = known;
        if (addresses == null) {
            Thread.startVirtualThread(() -> {
                lookUp();
                InetSocketAddress[] found = known;
                worker.loop().execute(() -> callback.accept(found == null ? null : pick(found)));
            });
            return;
        }
        if (System.nanoTime() - lookedUp > FRESH_NANOS && refreshing.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                lookUp();
                refreshing.set(false);
            });
        }
        callback.accept(pick(addresses));
    }

    /** Another address of the name shall be used next, because this one does not answer. */
    void failed() {
        turn = turn + 1 & 0xffff;
    }

    /** The number of addresses the name has. */
    int count() {
        InetSocketAddress[] addresses = known;
        return addresses == null ? 0 : addresses.length;
    }

    private InetSocketAddress pick(InetSocketAddress[] addresses) {
        return addresses[turn % addresses.length];
    }

    private void lookUp() {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            InetSocketAddress[] addresses = new InetSocketAddress[found.length];
            for (int i = 0; i < found.length; i++) {
                addresses[i] = new InetSocketAddress(found[i], port);
            }
            known = addresses;
        } catch (UnknownHostException e) {
            // The last known addresses stay in use; without any the exchange fails with 502.
        }
        lookedUp = System.nanoTime();
    }
}
