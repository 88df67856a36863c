package traefik4j.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import traefik4j.config.BackendTls;
import traefik4j.config.Pem;
import traefik4j.proxy.flow.TestTls;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.upstream.ForwardProxies;

/** The small client of health checks, against a real server. */
class HttpProbeTest {
    private static final Wire WIRE = new Wire(() -> OutgoingTls.of(BackendTls.UNSAID), null, ForwardProxies.NONE);

    private final Probe probe = new HttpProbe("", Map.of(), Duration.ofSeconds(5), WIRE);
    private HttpServer server;

    HttpProbeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void believesWhomTheBackendBelieves() throws Exception {
        String certificates = "src/test/resources/tls/";
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(TestTls.server("elsewhere")));
        secure.createContext("/", exchange -> answer(exchange, 204));
        secure.start();
        URI target = URI.create("https://127.0.0.1:" + secure.getAddress().getPort() + "/");
        assertThatThrownBy(() -> probe.status(target)).isInstanceOf(SSLException.class);
        List<Pem> ca = List.of(Pem.read(certificates + "ca.pem", Path.of("")));
        assertThat(believing(new BackendTls("elsewhere.example", ca, null, Pem.NONE, Pem.NONE))
                        .status(target))
                .isEqualTo(204);
        assertThat(believing(new BackendTls("", List.of(), true, Pem.NONE, Pem.NONE))
                        .status(target))
                .isEqualTo(204);
        assertThatThrownBy(() -> believing(new BackendTls("", ca, null, Pem.NONE, Pem.NONE))
                        .status(target))
                .isInstanceOf(SSLException.class);
        secure.stop(0);
    }

    private static Probe believing(BackendTls tls) {
        return new HttpProbe(
                "", Map.of(), Duration.ofSeconds(5), new Wire(() -> OutgoingTls.of(tls), null, ForwardProxies.NONE));
    }

    @Test
    void givesTheStatus() throws IOException {
        server.createContext("/well", exchange -> answer(exchange, 204));
        server.createContext("/ill", exchange -> answer(exchange, 503));
        assertThat(probe.status(at("/well"))).isEqualTo(204);
        assertThat(probe.status(at("/ill"))).isEqualTo(503);
    }

    @Test
    void sendsQueryHostAndHeaders() throws IOException {
        server.createContext("/", exchange -> {
            boolean good = exchange.getRequestURI().toString().equals("/a?b=c")
                    && exchange.getRequestHeaders().getFirst("Host").equals("own.example")
                    && exchange.getRequestHeaders().getFirst("X-Token").equals("1");
            answer(exchange, good ? 200 : 400);
        });
        Probe dressed = new HttpProbe("own.example", Map.of("X-Token", "1"), Duration.ofSeconds(5), WIRE);
        assertThat(dressed.status(at("/a?b=c"))).isEqualTo(200);
        assertThat(probe.status(at("/a?b=c"))).isEqualTo(400);
    }

    private Probe byProxy(int port) {
        String value = "http://me:secret@127.0.0.1:" + port;
        Map<String, String> environment = Map.of("HTTP_PROXY", value, "HTTPS_PROXY", value);
        OutgoingTls anybody = OutgoingTls.of(new BackendTls("", List.of(), true, Pem.NONE, Pem.NONE));
        return new HttpProbe(
                "", Map.of(), Duration.ofSeconds(5), new Wire(() -> anybody, null, ForwardProxies.of(environment)));
    }

    @Test
    void asksByProxyAsRequestsDo() throws IOException {
        server.createContext("/", exchange -> {
            boolean good = exchange.getRequestURI().toString().equals("http://shop.internal:8080/health?a")
                    && exchange.getRequestHeaders().getFirst("Host").equals("shop.internal:8080")
                    && "Basic bWU6c2VjcmV0".equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            answer(exchange, good ? 204 : 400);
        });
        Probe probe = byProxy(server.getAddress().getPort());
        assertThat(probe.status(URI.create("http://shop.internal:8080/health?a")))
                .isEqualTo(204);
        assertThat(probe.status(at("/health"))).isEqualTo(400);
    }

    @Test
    void takesATunnelForTls() throws Exception {
        SSLContext tls = TestTls.server("elsewhere");
        try (ServerSocket forward = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StringBuilder asked = new StringBuilder();
            Thread tunnel = Thread.startVirtualThread(() -> {
                try (Socket socket = forward.accept()) {
                    asked.append(head(socket));
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", 0, true);
                    secure.setUseClientMode(false);
                    asked.append(head(secure));
                    secure.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    asked.append(e);
                }
            });
            assertThat(byProxy(forward.getLocalPort()).status(URI.create("https://shop.internal/health")))
                    .isEqualTo(204);
            tunnel.join();
            assertThat(asked)
                    .startsWith("CONNECT shop.internal:443 HTTP/1.1\r\n")
                    .contains("\r\n\r\nGET /health HTTP/1.1\r\nHost: shop.internal\r\n");
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    @Test
    void isToldWhenAProxyOpensNoTunnel() throws Exception {
        try (ServerSocket forward = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread refusal = Thread.startVirtualThread(() -> {
                try (Socket socket = forward.accept()) {
                    head(socket);
                    socket.getOutputStream().write("HTTP/1.1 403 No\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Probe probe = byProxy(forward.getLocalPort());
            assertThatThrownBy(() -> probe.status(URI.create("https://shop.internal/")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the proxy answers HTTP/1.1 403 No");
            refusal.join();
        }
    }

    @Test
    void followsRedirects() throws IOException {
        server.createContext("/from", exchange -> {
            exchange.getResponseHeaders().set("Location", "/to");
            answer(exchange, 302);
        });
        server.createContext("/to", exchange -> answer(exchange, 404));
        assertThat(probe.status(at("/from"))).isEqualTo(404);
    }

    @Test
    void givesUpOnRedirectsWithoutEnd() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "/");
            answer(exchange, 301);
        });
        assertThatThrownBy(() -> probe.status(at("/")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10");
    }

    @Test
    void aServerThatSaysNothingIsTooSlow() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI target = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            Probe hasty = new HttpProbe("", Map.of(), Duration.ofMillis(50), WIRE);
            assertThatThrownBy(() -> hasty.status(target)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void noServerIsAFailure() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> probe.status(URI.create("http://127.0.0.1:" + port + "/")))
                .isInstanceOf(IOException.class);
    }
}
