package traefik4j.control;

import java.util.function.Consumer;
import traefik4j.config.Loaded;

/**
 * A source of dynamic configuration. It always publishes everything it knows, never a difference. It runs on a virtual
 * thread of its own.
 */
public interface Provider {
    /** The name by which users, problems and metrics know it: {@code file}, {@code docker}, … (reference §5.1). */
    String name();

    /**
     * Publishes a configuration, and another one on every change, until the thread is interrupted. Returning means that
     * nothing will ever change; throwing means trouble, after which the supervisor runs it again with back-off.
     *
     * @throws Exception whatever keeps it from knowing its configuration; what was published before stays in force
     * @throws InterruptedException when the program stops
     */
    void run(Consumer<Loaded> publish) throws Exception;
}
