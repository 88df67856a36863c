package traefik4j.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read once at start (reference §1.5).
 *
 * @param logLevel {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR}, {@code FATAL} or {@code PANIC}
 * @param entryPoints where to listen, by name; never empty
 * @param defaultEntryPoints names a frontend without {@code entryPoints} gets
 * @param providersThrottle the least time between two configurations of one provider
 * @param maxIdleConnsPerHost idle connections kept per server
 * @param allowMinWeightZero whether a weight of 0 means never, rather than 1
 * @param keepTrailingSlash whether {@code Path} tells {@code /a} from {@code /a/}
 * @param respondingTimeouts towards clients
 * @param forwardingTimeouts towards servers
 * @param lifeCycle how to stop
 * @param limits what a stranger may cost
 * @param ping the entry point of {@code /ping}; null if it is off
 * @param file the file provider; null if it is off
 * @param retry whether servers that cannot be reached are replaced by others; null if not
 * @param healthInterval from one health check to the next where a backend says nothing else
 * @param serverTls how TLS is spoken to servers where a backend says nothing else
 * @param stores key-value stores to take the configuration from, the preferred one first
 * @param cluster how several instances on one store know each other
 */
public record StaticConfiguration(
        String logLevel,
        Map<String, EntryPoint> entryPoints,
        List<String> defaultEntryPoints,
        Duration providersThrottle,
        int maxIdleConnsPerHost,
        boolean allowMinWeightZero,
        boolean keepTrailingSlash,
        RespondingTimeouts respondingTimeouts,
        ForwardingTimeouts forwardingTimeouts,
        LifeCycle lifeCycle,
        Limits limits,
        @Nullable String ping,
        @Nullable FileProvider file,
        @Nullable Retry retry,
        Duration healthInterval,
        BackendTls serverTls,
        List<KeyValueStore> stores,
        Cluster cluster) {
    /** Copies the collections, keeping their order. */
    public StaticConfiguration {
        entryPoints = OrderedMap.copyOf(entryPoints);
        defaultEntryPoints = List.copyOf(defaultEntryPoints);
        stores = List.copyOf(stores);
    }
}
