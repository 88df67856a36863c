package traefik4j.proxy.exchange;

/** Something that can do better than an error when a server fails before anything was sent to it. */
@FunctionalInterface
public interface FailureListener {
    /** Takes the exchange over again and returns true, or leaves it to fail. Called on its event loop. */
    boolean takesOver(Exchange exchange, Failure failure);
}
