package traefik4j.bench.beside;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Ours, with one event loop. */
record Traefik4J() implements Peer {
    @Override
    public String name() {
        return "ours";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("TRAEFIK_EVENT_LOOPS", "1");
    }

    @Override
    public int warmUp(Options options) {
        return options.warmUp();
    }

    @Override
    public List<String> configure(Site site) throws IOException {
        String file = site.write(
                "traefik.toml",
                """
                logLevel = "ERROR"
                MaxIdleConnsPerHost = 2000
                defaultEntryPoints = ["http", "https"]
                [entryPoints.http]
                address = "127.0.0.1:%1$d"
                [entryPoints.https]
                address = "127.0.0.1:%2$d"
                [[entryPoints.https.tls.certificates]]
                certFile = "%3$s"
                keyFile = "%4$s"
                [file]
                [backends.b.servers.s]
                url = "http://127.0.0.1:%5$d"
                """.formatted(
                                        site.http(),
                                        site.https(),
                                        site.stage().certificate(),
                                        site.stage().key(),
                                        site.stage().serverPort())
                        + frontend("plain", "Host:bench.local;PathPrefix:/")
                        + frontend("guarded", "Host:bench.local;PathPrefix:" + Site.GUARDED)
                        + """
                        [frontends.guarded.auth.forward]
                        address = "http://127.0.0.1:%d%s"
                        """.formatted(site.stage().serverPort(), Site.AUTHORITY)
                        + site.eachRoute(
                                i -> frontend("f" + i, "Host:" + Site.host(i) + ";PathPrefix:" + Site.path(i))));
        return List.of(site.stage().options().traefik().toString(), "-c", file);
    }

    private static String frontend(String name, String rule) {
        return """
                [frontends.%1$s]
                backend = "b"
                [frontends.%1$s.routes.r]
                rule = "%2$s"
                """.formatted(name, rule);
    }
}
