package traefik4j.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Backend;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.Server;
import traefik4j.config.ServerUrl;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.MainFile;
import traefik4j.proxy.entrypoint.EntryPointServer;
import traefik4j.proxy.exchange.Workers;

/** The example servers of the quickstart: they listen where its backend {@code whoami} says, on entry points of our own. */
final class Whoamis {
    private static final Logger LOG = LoggerFactory.getLogger(Whoamis.class);

    private final StaticConfiguration configuration;
    private final Workers workers;
    private final String host = host();

    private Whoamis(StaticConfiguration configuration, Workers workers) {
        this.configuration = configuration;
        this.workers = workers;
    }

    /** Starts them. One whose port is taken is not ours: somebody has put a server of his own there. */
    static void start(LoadedStatic loaded, Workers workers) {
        MainFile main = loaded.main();
        if (main == null) {
            return;
        }
        Whoamis whoamis = new Whoamis(loaded.configuration(), workers);
        Backend backend = main.read().configuration().backends().get("whoami");
        (backend == null ? Map.<String, Server>of() : backend.servers())
                .forEach((name, server) -> whoamis.start(name, server.url()));
    }

    private void start(String name, String url) {
        try {
            ServerUrl server = ServerUrl.parse(url);
            if (server.host().equals("127.0.0.1")) {
                EntryPoint at = new EntryPoint("127.0.0.1:" + server.port(), ForwardedHeaders.NOBODY, null);
                EntryPointServer listener =
                        new EntryPointServer(name, at, configuration, workers, new Whoami(name, host, server.host()));
                listener.bind();
                listener.accept();
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("example server {} is left alone: {}", name, e.getMessage());
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
