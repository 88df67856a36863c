package traefik4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import traefik4j.config.Tls;
import traefik4j.config.read.Surroundings;
import traefik4j.proxy.tls.ServerTls;

/** What the training run reads besides the quickstart: a configuration with a bit of everything, and a certificate. */
final class TrainingMaterial {
    private static final String PASSWORD = "training";
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
    static void read(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = Files.writeString(folder.resolve("training.toml"), CONFIGURATION);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, new Surroundings(Map.of(), folder));
        int code = new Commands(terminal, new Stop(stop -> {}))
                .run(List.of("check", "-c", file.toString(), "--respondingTimeouts.readTimeout=10s"));
        if (code != Terminal.WELL) {
            throw new IllegalStateException("the configuration to train with has problems");
        }
        ServerTls.context(new Tls(List.of(certificate(folder)), null));
    }

    private static Tls.Certificate certificate(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("training.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int code = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=training",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with exit code " + code);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new Tls.Certificate(
                pem("CERTIFICATE", keys.getCertificate("a").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
