package traefik4j.bench.beside;

import java.util.List;

/** A kind of load. */
public enum Workload {
    /** GET of 100 bytes over 64 connections. */
    SMALL("small", "GET of 100 bytes, 64 connections", ""),
    /** GET of 10 KiB over 64 connections. */
    TEN_KIB("10k", "GET of 10 KiB, 64 connections", "/10k"),
    /** GET of 1 MiB over 16 connections. */
    ONE_MIB("1m", "GET of 1 MiB, 16 connections", "/1m"),
    /** The first one over TLS. */
    TLS("tls", "`small` over TLS", ""),
    /** The first one over HTTP/2. */
    H2("h2", "100 bytes by HTTP/2 over TLS, 4 connections with 32 streams each", ""),
    /** The first one by the last of many frontends. */
    ROUTES("routes", "`small` by the last of 10,000 frontends", ""),
    /** The first one where another server is asked about each request. */
    AUTH("auth", "`small`, and another server is asked who is let in", Site.GUARDED);

    private static final int MANY = 10_000;

    private final String title;
    private final String meaning;
    private final String path;

    Workload(String title, String meaning, String path) {
        this.title = title;
        this.meaning = meaning;
        this.path = path;
    }

    /** What it is called. */
    String title() {
        return title;
    }

    /** What it is. */
    String meaning() {
        return meaning;
    }

    /** How many frontends there are. */
    int routes() {
        return this == ROUTES ? MANY : 0;
    }

    /** Puts load on a proxy. */
    Load load(Running proxy, int seconds) {
        Site site = proxy.site();
        String target = path.isEmpty() ? site.path() : path;
        if (this == H2) {
            String url = "https://" + site.host() + ":" + site.https() + target;
            return Load.ofH2load(
                    proxy,
                    List.of(
                            "h2load",
                            "-t1",
                            "-c4",
                            "-m32",
                            "-D",
                            "" + seconds,
                            "--connect-to=127.0.0.1:" + site.https(),
                            url));
        }
        String url = (this == TLS ? "https://127.0.0.1:" + site.https() : "http://127.0.0.1:" + site.http()) + target;
        int connections = this == ONE_MIB ? 16 : 64;
        return Load.ofWrk(
                proxy,
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "20s",
                        "-H",
                        "Host: " + site.host(),
                        url));
    }
}
