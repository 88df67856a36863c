package traefik4j.control;

import static traefik4j.control.Validation.oneOf;
import static traefik4j.control.Validation.usable;

import java.util.Map;
import java.util.Optional;
import traefik4j.config.Server;
import traefik4j.config.ServerUrl;
import traefik4j.config.Tcp;
import traefik4j.config.TcpBackend;
import traefik4j.config.TcpFrontend;

/** The part of a {@link Validation} that is about connections: what is bad costs itself. */
final class TcpValidation {
    private final Validation whole;

    TcpValidation(Validation whole) {
        this.whole = whole;
    }

    /** What of it can go live, with default entry points filled in. */
    Tcp of(Tcp said) {
        Map<String, TcpBackend> backends = usable(said.backends(), this::backend);
        Map<String, TcpFrontend> frontends = usable(said.frontends(), (name, frontend) -> {
            String key = "tcp.frontends." + name;
            boolean hasBackend = hasBackend(key + ".backend", frontend.backend(), said, backends);
            return frontend(key, frontend).filter(usable -> hasBackend);
        });
        return new Tcp(backends, frontends);
    }

    private Optional<TcpBackend> backend(String name, TcpBackend backend) {
        String key = "tcp.backends." + name;
        backend.servers().forEach((server, its) -> whole.checkWeight(key + ".servers." + server, its));
        if (backend.servers().values().stream().anyMatch(server -> server.weight() < 0)) {
            return Optional.empty();
        }
        return Optional.of(
                backend.with(usable(backend.servers(), (server, its) -> server(key + ".servers." + server, its))));
    }

    private Optional<Server> server(String key, Server server) {
        try {
            ServerUrl.parseTcp(server.url());
            return Optional.of(server);
        } catch (IllegalArgumentException e) {
            whole.error(key + ".url", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean hasBackend(String key, String backend, Tcp said, Map<String, TcpBackend> usable) {
        String names = oneOf(said.backends().keySet());
        boolean isSaid = said.backends().containsKey(backend);
        if (backend.isEmpty()) {
            whole.error(key, "missing (expected: " + names + ")");
        } else if (isSaid ? !usable.containsKey(backend) : whole.isBroken("tcp.backends." + backend)) {
            whole.error(key, "\"" + backend + "\" is left out because of its own problem");
        } else if (!isSaid) {
            whole.error(key, "there is no TCP backend \"" + backend + "\" (expected: " + names + ")");
        }
        return usable.containsKey(backend);
    }

    private Optional<TcpFrontend> frontend(String key, TcpFrontend frontend) {
        if (frontend.routes().isEmpty()) {
            whole.error(key + ".routes", "missing (expected: at least one table with a rule)");
            return Optional.empty();
        }
        return whole.entryPointsOf(key, frontend.entryPoints()).map(frontend::at);
    }
}
