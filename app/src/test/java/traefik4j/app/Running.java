package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import traefik4j.config.read.Surroundings;

/** A command that runs until it is told to stop, on a thread of its own in this JVM. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stop stop = new Stop(any -> {});
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    private Running(Map<String, String> environment, Path directory, List<String> typed) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TRAEFIK_EVENT_LOOPS", "1");
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Surroundings(all, directory));
        Thread.ofPlatform().name("command").start(() -> {
            try {
                code.complete(new Commands(terminal, stop).run(typed));
            } catch (Throwable e) {
                code.completeExceptionally(e);
            }
        });
    }

    /** Starts a command in this directory. */
    static Running in(Path directory, String... typed) {
        return with(Map.of(), directory, typed);
    }

    /** The same with more variables in the environment. */
    static Running with(Map<String, String> environment, Path directory, String... typed) {
        return new Running(environment, directory, List.of(typed));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits until something listens there. */
    Running awaitPort(int port) {
        await().atMost(PATIENCE).until(() -> accepts(port) || code.isDone());
        assertThat(code).as(this::err).isNotDone();
        return this;
    }

    void awaitOut(String text) {
        await().atMost(PATIENCE).until(() -> out().contains(text));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Wishes that it stops. */
    Running stop() {
        stop.wish();
        return this;
    }

    /** Waits for its end. */
    int exitCode() {
        return code.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        stop();
        exitCode();
    }

    /** Sends a request for this path and host over a connection of its own; returns head and body. */
    static String get(int port, String host, String path) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
