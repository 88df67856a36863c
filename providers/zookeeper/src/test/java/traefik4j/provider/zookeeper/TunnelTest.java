package traefik4j.provider.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.ClientTls;
import traefik4j.control.client.TlsIdentity;

/** A tunnel to a server that gives back what it is told. */
class TunnelTest {
    private static final Path PEM =
            Path.of("../../control/src/test/resources/pem").toAbsolutePath().normalize();

    private final List<IOException> trouble = new CopyOnWriteArrayList<>();
    private ServerSocket echo;

    @BeforeEach
    void serve() throws IOException {
        ClientTls own = new ClientTls(
                "",
                PEM.resolve("ec.pem").toString(),
                PEM.resolve("ec-pkcs8.key").toString(),
                false);
        echo = TlsIdentity.of(own)
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket socket = echo.accept();
                    Thread.ofVirtual().start(() -> giveBack(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void giveBack(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException closed) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @AfterEach
    void end() throws IOException {
        echo.close();
    }

    private Tunnel tunnel(String ca, Predicate<SocketAddress> ours) throws IOException {
        SSLContext context = TlsIdentity.of(new ClientTls(PEM.resolve(ca).toString(), "", "", false))
                .context();
        Tunnel tunnel = new Tunnel(new Endpoint("127.0.0.1", echo.getLocalPort()), context, ours, trouble::add);
        tunnel.start();
        return tunnel;
    }

    private static Socket enter(Tunnel tunnel) throws IOException {
        Endpoint entrance = Endpoint.of(tunnel.entrance());
        return new Socket(entrance.host(), entrance.port());
    }

    @Test
    void carriesBothWays() throws Exception {
        try (Tunnel tunnel = tunnel("ec.pem", any -> true);
                Socket client = enter(tunnel)) {
            for (int i = 0; i < 100; i++) {
                byte[] sent = "x".repeat(i * 1_000 + 1).getBytes(StandardCharsets.US_ASCII);
                client.getOutputStream().write(sent);
                assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            }
        }
    }

    @Test
    void carriesNothingForStrangers() throws Exception {
        try (Tunnel tunnel = tunnel("ec.pem", any -> false);
                Socket client = enter(tunnel)) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(trouble).isEmpty();
    }

    @Test
    void tellsWhyTheServerIsNotBelieved() throws Exception {
        try (Tunnel tunnel = tunnel("rsa.pem", any -> true);
                Socket client = enter(tunnel)) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().readAllBytes()).isEmpty();
            assertThat(trouble).singleElement().asString().contains("PKIX path");
        }
    }

    @Test
    void closingEndsWhatGoesThrough() throws Exception {
        Tunnel tunnel = tunnel("ec.pem", any -> true);
        try (Socket client = enter(tunnel)) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
            tunnel.close();
            await().until(() -> isOver(client));
            assertThatThrownBy(() -> enter(tunnel)).isInstanceOf(IOException.class);
        }
    }

    private static boolean isOver(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"a.example:2182,a.example:2182", "a.example,a.example:2181", "[::1]:1,[::1]:1", "10.0.0.1:1,10.0.0.1:1"
    })
    void endpointsAreReadAsTheyAreWritten(String text, String read) throws IOException {
        assertThat(Endpoint.of(text)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a:1", "a:b", "a:65536", "", ":1", "::1"})
    void whatIsNoEndpointIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.of(text))
                .hasMessage("ZooKeeper cannot be at \"" + text + "\" (expected: host:port)");
    }
}
