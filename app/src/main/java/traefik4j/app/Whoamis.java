package traefik4j.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Backend;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.ServerUrl;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.MainFile;
import traefik4j.proxy.entrypoint.EntryPointServer;
import traefik4j.proxy.exchange.Workers;

/** The example servers of the quickstart: they listen where its backend {@code whoami} says, on entry points of our own. */
final class Whoamis {
    private static final Logger LOG = LoggerFactory.getLogger(Whoamis.class);

    private final LoadedStatic loaded;
    private final List<EntryPointServer> servers = new ArrayList<>();

    Whoamis(LoadedStatic loaded) {
        this.loaded = loaded;
    }

    /** Starts them. One whose port is taken is not ours: somebody has put a server of his own there. */
    void start(Workers workers) {
        MainFile main = loaded.main();
        Backend backend =
                main == null ? null : main.read().configuration().backends().get("whoami");
        if (backend != null) {
            backend.servers().forEach((name, server) -> start(name, server.url(), workers));
        }
    }

    private void start(String name, String url, Workers workers) {
        try {
            ServerUrl server = ServerUrl.parse(url);
            if (server.host().equals("127.0.0.1")) {
                EntryPoint at = new EntryPoint("127.0.0.1:" + server.port(), ForwardedHeaders.NOBODY, null);
                Whoami whoami = new Whoami(name, host(), server.host());
                EntryPointServer listener =
                        new EntryPointServer(name, at, loaded.configuration(), null, workers, whoami);
                listener.bind();
                listener.accept();
                servers.add(listener);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("example server {} is left alone: {}", name, e.getMessage());
        }
    }

    /** Ends them. */
    void end() {
        servers.forEach(EntryPointServer::close);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
