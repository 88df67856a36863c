package traefik4j.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import traefik4j.config.Tls;
import traefik4j.config.read.Surroundings;
import traefik4j.proxy.tls.SelfSigned;
import traefik4j.proxy.tls.ServerTls;

/** What the training run reads besides the quickstart: a configuration with a bit of everything, and a certificate. */
final class TrainingMaterial {
    private static final String CONFIGURATION = """
            logLevel = "INFO"
            defaultEntryPoints = ["http"]
            providersThrottleDuration = "100ms"
            maxIdleConnsPerHost = 100
            [entryPoints.http]
            address = "127.0.0.1:80"
            [entryPoints.http.forwardedHeaders]
            trustedIPs = ["10.0.0.0/8"]
            [respondingTimeouts]
            idleTimeout = "1m30s"
            [forwardingTimeouts]
            dialTimeout = 5
            [file]
            watch = true
            [backends.a.servers.one]
            url = "http://127.0.0.1:81"
            weight = 2
            [frontends.host]
            backend = "a"
            passHostHeader = true
            [frontends.host.routes.r]
            rule = "Host:a.example,b.example;PathPrefix:/a"
            [frontends.more]
            backend = "a"
            [frontends.more.routes.r]
            rule = "HostRegexp:{sub:[a-z]+}.example;PathPrefixStrip:/api;AddPrefix:/v1"
            [frontends.path]
            backend = "a"
            [frontends.path.routes.r]
            rule = "Path:/items/{id:[0-9]+},/other;Method:GET,POST;Headers:X-Kind,one"
            """;

    private TrainingMaterial() {}

    /** Reads all of it, in a folder that may be written to. */
    static void read(Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("training.toml"), CONFIGURATION);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, new Surroundings(Map.of(), folder));
        int code = new Commands(terminal, new Stop(stop -> {}))
                .run(List.of("check", "-c", file.toString(), "--respondingTimeouts.readTimeout=10s"));
        if (code != Terminal.WELL) {
            throw new IllegalStateException("the configuration to train with has problems");
        }
        ServerTls.of("training", new Tls(List.of(SelfSigned.make("training")), null))
                .ready()
                .join();
    }
}
