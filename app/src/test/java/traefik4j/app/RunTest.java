package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The root command: start, ping, stop, exit codes. */
final class RunTest {
    @TempDir
    Path directory = Path.of("");

    private int port;

    @BeforeEach
    void chooseAPort() throws IOException {
        port = Running.freePort();
    }

    @Test
    void theVeryFirstRequestFindsItsRoute() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            write(port, server.getLocalPort(), "");
            try (Running traefik = Running.in(directory)) {
                CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                    traefik.awaitPort(port);
                    return Running.get(port, "shop.example.com", "/");
                });
                try (Socket request = server.accept()) {
                    request.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(answer.get()).startsWith("HTTP/1.1 200 OK").endsWith("hello");
                }
            }
        }
    }

    @Test
    void endsWithZeroWhenAskedToStop() throws Exception {
        write(port, 1, "");
        Running traefik = Running.in(directory).awaitPort(port);
        assertThat(traefik.stop().exitCode()).isZero();
        assertThat(traefik.err()).isEmpty();
    }

    @Test
    void aRequestInFlightIsFinished() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            write(port, server.getLocalPort(), "");
            Running traefik = Running.in(directory).awaitPort(port);
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> Running.get(port, "shop.example.com", "/"));
            try (Socket request = server.accept()) {
                traefik.stop();
                await().until(() -> isClosed(port));
                request.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII));
                assertThat(answer.get()).endsWith("hello");
            }
            assertThat(traefik.exitCode()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenEndsWithOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            write(taken.getLocalPort(), 1, "");
            Typed run = Typed.in(directory);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("Error preparing server: entry point http: cannot listen on :" + taken.getLocalPort())
                    .contains("the port is taken");
        }
    }

    @Test
    void anErrorOfTheConfigurationEndsWithOne() throws Exception {
        write(port, 1, "maxIdleConnsPerHost = \"many\"\n");
        Typed run = Typed.in(directory);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines().findFirst().orElse("")).contains("traefik.toml:1:1 maxIdleConnsPerHost: \"many\"");
    }

    @Test
    void pingAnswersBeforeAnyRoute() throws Exception {
        write(port, 1, "[ping]\nentryPoint = \"http\"\n");
        try (Running traefik = Running.in(directory).awaitPort(port)) {
            assertThat(Running.get(port, "shop.example.com", "/ping"))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("\r\nOK");
            assertThat(Running.get(port, "other.example.com", "/ping/")).startsWith("HTTP/1.1 404");
            assertThat(traefik.err()).isEmpty();
        }
    }

    @Test
    void pingSaysThatTheEndIsNearWhileRequestsAreStillServed() throws Exception {
        write(port, 1, "[ping]\nentryPoint = \"http\"\n[lifeCycle]\nrequestAcceptGraceTimeout = \"1s\"\n");
        Running traefik = Running.in(directory).awaitPort(port);
        await().until(() -> Running.get(port, "x", "/ping").startsWith("HTTP/1.1 200"));
        traefik.stop();
        assertThat(Running.get(port, "x", "/ping")).startsWith("HTTP/1.1 503 Service Unavailable");
        assertThat(Running.get(port, "x", "/")).startsWith("HTTP/1.1 404");
        assertThat(traefik.exitCode()).isZero();
    }

    @Test
    void healthCheckIsWellWhilePingIs() throws Exception {
        write(port, 1, "[ping]\nentryPoint = \"http\"\n[lifeCycle]\nrequestAcceptGraceTimeout = \"2s\"\n");
        Running traefik = Running.in(directory).awaitPort(port);
        Typed well = Typed.in(directory, "healthcheck");
        assertThat(well).isEqualTo(new Typed(0, "OK: http://:" + port + "/ping\n", ""));
        traefik.stop();
        Typed stopping = Typed.in(directory, "healthcheck");
        assertThat(stopping).isEqualTo(new Typed(1, "Bad healthcheck status: 503 Service Unavailable\n", ""));
        assertThat(traefik.exitCode()).isZero();
    }

    @Test
    void healthCheckOfNobodyFails() throws Exception {
        write(port, 1, "[ping]\nentryPoint = \"http\"\n");
        Typed check = Typed.in(directory, "healthcheck");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).startsWith("Error calling healthcheck: ").contains("http://:" + port + "/ping");
    }

    @Test
    void healthCheckNeedsPing() throws Exception {
        write(port, 1, "");
        assertThat(Typed.in(directory, "healthcheck"))
                .isEqualTo(new Typed(1, "Error calling healthcheck: please enable `ping` to use health check\n", ""));
    }

    private void write(int listen, int server, String first) throws IOException {
        Files.writeString(directory.resolve("traefik.toml"), first + """
                [entryPoints.http]
                address = ":%d"
                [file]
                [backends.shop.servers.a]
                url = "http://127.0.0.1:%d"
                [frontends.shop]
                backend = "shop"
                [frontends.shop.routes.a]
                rule = "Host:shop.example.com"
                """.formatted(listen, server));
    }

    private static boolean isClosed(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }
}
