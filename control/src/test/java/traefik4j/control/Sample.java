package traefik4j.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import traefik4j.config.Backend;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Frontend;
import traefik4j.config.LoadBalancer;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.Server;

/** Configurations for tests. */
final class Sample {
    static final Settings SETTINGS = new Settings(Set.of("http", "admin"), List.of("http"), Duration.ofSeconds(2));

    private Sample() {}

    /** A backend of servers that answer at these URLs. */
    static Backend backend(String... urls) {
        Map<String, Server> servers = new LinkedHashMap<>();
        for (String url : urls) {
            servers.put("s" + (servers.size() + 1), new Server(url, 1));
        }
        return new Backend(servers, LoadBalancer.DEFAULT);
    }

    /** A frontend with one route. */
    static Frontend frontend(String backend, String... entryPoints) {
        return new Frontend(backend, List.of(entryPoints), Map.of("r", "Host:a.example"), false, 0);
    }

    /** A valid configuration that differs from others by its server. */
    static Loaded loaded(int port) {
        return loaded(Map.of("b", backend("http://127.0.0.1:" + port)), Map.of("f", frontend("b", "http")));
    }

    static Loaded loaded(Map<String, Backend> backends, Map<String, Frontend> frontends) {
        return new Loaded(new DynamicConfiguration(backends, frontends), Places.NONE, List.of());
    }

    /** A source that could not be read. */
    static Loaded unreadable(String what) {
        Problem problem = Problem.error(Place.of("rules.toml"), "", what);
        return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of(problem));
    }
}
