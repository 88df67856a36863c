package traefik4j.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import traefik4j.config.Certificate;
import traefik4j.proxy.tls.SelfSigned;

/**
 * The configuration the training runs with, in the place of the quickstart's own: many frontends, and requests that go
 * through the proxy twice, the second time by TLS and HTTP/2.
 *
 * @param path where it is
 * @param http the port of the entry point without TLS
 * @param https the port of the one with TLS
 * @param server the port of the server behind all of it
 */
record TrainingFile(Path path, int http, int https, int server) {
    /** How many frontends there are that are hardly asked: reading them is what is trained. */
    static final int FRONTENDS = 4000;

    /** A file in the place of the quickstart's, with ports nobody has. */
    static TrainingFile in(Path directory, int server) throws IOException {
        TrainingFile file;
        try (ServerSocket http = anyPort();
                ServerSocket https = anyPort()) {
            Path path = QuickstartFile.usual(directory);
            file = new TrainingFile(path, http.getLocalPort(), https.getLocalPort(), server);
        }
        Files.createDirectories(directory.resolve(file.path()).getParent());
        Certificate certificate = SelfSigned.make("training");
        Files.writeString(
                file.path().resolveSibling("cert.pem"), certificate.chain().text());
        Files.writeString(
                file.path().resolveSibling("key.pem"), certificate.key().text());
        file.write("first");
        return file;
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = anyPort()) {
            return socket.getLocalPort();
        }
    }

    /** Writes it, or writes it anew, with a frontend for the host of this name. */
    void write(String name) throws IOException {
        Path fresh = path.resolveSibling("fresh");
        Files.writeString(fresh, text(name));
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }

    private String text(String name) throws IOException {
        StringBuilder text = new StringBuilder(head());
        add(text, name, "plain", "Host:" + name + ".training");
        add(text, "plain", "plain", "Host:plain.training,other.training;PathPrefix:/");
        add(text, "strip", "plain", "Host:plain.training;PathPrefixStrip:/api;AddPrefix:/v1");
        add(text, "whoami", "whoami", "Host:whoami.localhost");
        add(text, "secure", "secure", "Host:secure.training");
        for (int n = 0; n < FRONTENDS; n++) {
            add(text, "f" + n, "plain", rule(n));
        }
        return text.toString();
    }

    private String head() throws IOException {
        return """
            logLevel = "INFO"
            defaultEntryPoints = ["http"]
            providersThrottleDuration = "100ms"
            [entryPoints.http]
            address = "127.0.0.1:%1$d"
            [entryPoints.https]
            address = "127.0.0.1:%2$d"
            [entryPoints.https.tls]
            [[entryPoints.https.tls.certificates]]
            certFile = "%5$s/cert.pem"
            keyFile = "%5$s/key.pem"
            [entryPoints.https.tls.defaultCertificate]
            certFile = "%5$s/cert.pem"
            keyFile = "%5$s/key.pem"
            [file]
            watch = true

            [backends.plain.servers.one]
            url = "http://127.0.0.1:%3$d"
            [backends.secure.servers.one]
            url = "https://127.0.0.1:%2$d"
            [backends.secure.tls]
            insecureSkipVerify = true
            [backends.whoami.servers.one]
            url = "http://127.0.0.1:%4$d"

            [frontends.ended]
            entryPoints = ["https"]
            backend = "plain"
            [frontends.ended.routes.r]
            rule = "Host:secure.training;PathPrefix:/"
            """.formatted(http, https, server, freePort(), path.getParent());
    }

    private static String rule(int n) {
        return switch (n % 8) {
            case 0 -> "HostRegexp:{sub:[a-z]+}.h" + n + ".training";
            case 1 -> "Path:/a/" + n + "/{id:[0-9]+}/d";
            default -> "Host:h" + n + ".training;PathPrefix:/p" + n;
        };
    }

    private static void add(StringBuilder text, String name, String backend, String rule) {
        text.append("  [frontends.").append(name).append("]\n  backend = \"").append(backend);
        text.append("\"\n  passHostHeader = true\n    [frontends.").append(name);
        text.append(".routes.r]\n    rule = \"").append(rule).append("\"\n");
    }
}
