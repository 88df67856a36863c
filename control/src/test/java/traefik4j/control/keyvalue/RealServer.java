package traefik4j.control.keyvalue;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server that is installed on this machine, started for a test with its output in a file. */
public final class RealServer implements AutoCloseable {
    private final Process process;

    private RealServer(Process process) {
        this.process = process;
    }

    /** Starts a program in a directory, and waits until it listens on a port. */
    public static RealServer start(Path directory, int port, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile());
        RealServer server = new RealServer(builder.start());
        await().atMost(Duration.ofSeconds(60)).until(() -> accepts(port));
        return server;
    }

    /** A port nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
