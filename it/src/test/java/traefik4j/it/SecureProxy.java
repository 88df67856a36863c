package traefik4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The packaged program with an entry point in the clear and one with TLS, in front of one server. */
final class SecureProxy implements AutoCloseable {
    private final Program program;
    private final int port;
    private final int securePort;

    private SecureProxy(Program program, int port, int securePort) {
        this.program = program;
        this.port = port;
        this.securePort = securePort;
    }

    /** Its certificate is one for {@code *.test.google.com} that the gRPC project made for tests. */
    static SecureProxy before(String server, Path directory) throws Exception {
        int port = Program.freePort();
        int securePort = Program.freePort();
        copy("certs/server1.pem", directory.resolve("cert.pem"));
        copy("certs/server1.key", directory.resolve("key.pem"));
        Path file = Files.writeString(
                directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["http", "https"]
                [entryPoints.http]
                address = "127.0.0.1:%1$d"
                [entryPoints.https]
                address = "127.0.0.1:%2$d"
                [entryPoints.https.http3]
                [[entryPoints.https.tls.certificates]]
                certFile = "%3$s/cert.pem"
                keyFile = "%3$s/key.pem"
                [file]
                [backends.b.servers.s]
                url = "%4$s"
                [frontends.f]
                backend = "b"
                [frontends.f.routes.r]
                rule = "PathPrefix:/"
                """.formatted(port, securePort, directory, server));
        Distribution distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        Program program = Program.traefik(distribution, directory, "-c", file.toString());
        return new SecureProxy(program.awaitPort(port).awaitPort(securePort), port, securePort);
    }

    private static void copy(String resource, Path to) throws IOException {
        ClassLoader loader = SecureProxy.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(resource), resource)) {
            Files.copy(in, to);
        }
    }

    /** The port in the clear. */
    int port() {
        return port;
    }

    /** The port with TLS. */
    int securePort() {
        return securePort;
    }

    @Override
    public void close() {
        program.close();
    }
}
