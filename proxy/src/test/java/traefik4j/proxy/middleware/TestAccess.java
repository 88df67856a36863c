package traefik4j.proxy.middleware;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import traefik4j.config.BackendTls;
import traefik4j.config.EntryPoint;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.UpstreamSettings;

/** Middlewares that are made, but ask nobody. */
public final class TestAccess {
    private static final UpstreamSettings SETTINGS = new UpstreamSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofSeconds(1),
            1,
            1 << 16,
            100,
            BackendTls.UNSAID,
            Map.of(),
            ForwardProxies.NONE);

    private TestAccess() {}

    /** Where there are these entry points. */
    public static AccessControl at(Map<String, EntryPoint> entryPoints) {
        return new AccessControl(entryPoints, SETTINGS, List.of());
    }
}
