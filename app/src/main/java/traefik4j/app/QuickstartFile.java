package traefik4j.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration of the quickstart: {@code traefik-quickstart/traefik.toml} in the working directory, or among the
 * temporary files where that one may not be written. One that is there already is kept.
 *
 * @param path where it is
 */
record QuickstartFile(Path path) {
    private static final String FOLDER = "traefik-quickstart";
    private static final String NAME = "traefik.toml";

    /** The file, written with this port if it is not there yet. */
    static QuickstartFile in(Path directory, int port) throws IOException {
        Path usual = usual(directory);
        if (Files.isRegularFile(usual)) {
            return new QuickstartFile(usual);
        }
        Path file = Files.isWritable(directory)
                ? usual
                : Files.createTempDirectory(FOLDER).resolve(NAME);
        Files.createDirectories(file.getParent());
        int first = freePort(port + 1);
        int second = freePort(first + 1);
        Files.writeString(file, text(port, first, second));
        return new QuickstartFile(file);
    }

    /** Where it is looked for, and usually written. */
    static Path usual(Path directory) {
        return directory.resolve(FOLDER).resolve(NAME);
    }

    private static String text(int port, int first, int second) {
        return """
                # The quickstart of Traefik4J. Frontends and backends are in force as soon as you save; the rest after a restart.
                logLevel = "INFO"
                defaultEntryPoints = ["http"]

                [entryPoints.http]
                address = ":%d"

                # Frontends and backends are in this file.
                [file]
                watch = true

                # Where requests go: two servers, in turn.
                [backends.whoami.servers.one]
                url = "http://127.0.0.1:%d"
                weight = 1
                [backends.whoami.servers.two]
                url = "http://127.0.0.1:%d"
                weight = 1

                # Which requests go there. Try: Host:whoami.localhost;PathPrefixStrip:/api
                [frontends.whoami]
                backend = "whoami"
                passHostHeader = true
                [frontends.whoami.routes.host]
                rule = "Host:whoami.localhost"
                """.formatted(port, first, second);
    }

    /** This port, or any other one if it is taken. */
    private static int freePort(int wanted) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket(wanted % 65_536, 1, here)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0, 1, here)) {
                return any.getLocalPort();
            }
        }
    }
}
