package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A program under test that runs until it is told to stop, with its output in a file; closing it kills it. */
final class Program implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code command} in {@code directory}, where its output is kept as well. */
    static Program start(Path directory, String... command) throws IOException {
        return start(new ProcessBuilder(List.of(command)).directory(directory.toFile()));
    }

    /** Starts {@code traefik} with a small heap, which bounds the memory outside of it as well, and without an AOT cache. */
    static Program traefik(Distribution distribution, Path directory, String... arguments) throws IOException {
        return traefik(distribution, directory, Map.of(), arguments);
    }

    /** The same, with more in its environment. */
    static Program traefik(
            Distribution distribution, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(distribution.traefik().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("TRAEFIK_AOT", "off");
        builder.environment().put("TRAEFIK_JAVA_OPTS", "-Xmx64m");
        builder.environment().putAll(environment);
        return start(builder);
    }

    private static Program start(ProcessBuilder builder) throws IOException {
        Path output = Files.createTempFile(builder.directory().toPath(), "output", ".log");
        return new Program(Tool.start(builder.redirectErrorStream(true).redirectOutput(output.toFile())), output);
    }

    /** A port nobody listens at, another one each time. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            return GIVEN.add(port) ? port : freePort();
        }
    }

    /** Waits until something accepts connections on {@code port}; fails at once when the program has ended. */
    Program awaitPort(int port) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(
                        "ended early",
                        () -> assertThat(process.isAlive()).as(output()).isTrue())
                .until(() -> accepts(port));
        return this;
    }

    void awaitOutput(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output()).contains(text));
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        Tool.run("kill", "-" + name, Long.toString(process.pid()));
    }

    /** Signals it and all it has started. */
    void signalAll(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        process.descendants().forEach(descendant -> command.add(Long.toString(descendant.pid())));
        command.add(Long.toString(process.pid()));
        Tool.run(new ProcessBuilder(command));
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** How much memory it has resident, as Linux counts. */
    long residentKib() throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1"));
    }

    /** Waits for the end and returns the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ":\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
