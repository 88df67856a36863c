package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.tls.Given;
import traefik4j.proxy.tls.TlsClient;

/** Hosts of one entry point that demand different things of clients, and requests that mix them up (CVE-2019-20894). */
class HostPolicyFlowTest {
    @AutoClose
    private final Configured proxy = new Configured();

    @BeforeEach
    void start() {
        proxy.server("echo", ScriptedServer.Connection::echoAll).server("raw", connection -> {
            connection.send(connection.read(5));
        });
        proxy.start("""
                defaultEntryPoints = ["https"]
                [entryPoints.https]
                address = "127.0.0.1:0"
                [entryPoints.https.tls]
                [[entryPoints.https.tls.certificates]]
                certFile = \"\"\"%s\"\"\"
                keyFile = \"\"\"%s\"\"\"
                [[entryPoints.https.tls.hosts]]
                names = ["admin.example", "*.staff.example", "raw.example"]
                [entryPoints.https.tls.hosts.clientCA]
                files = [\"\"\"%s\"\"\"]
                [[entryPoints.https.tls.hosts]]
                names = ["open.staff.example"]
                minVersion = "VersionTLS13"
                [file]
                [backends.b.servers.s]
                url = "@echo@"
                [frontends.f]
                backend = "b"
                [frontends.f.routes.r]
                rule = "PathPrefix:/"
                [tcp.backends.raw.servers.s]
                url = "tcp://@raw@"
                [tcp.frontends.raw]
                backend = "raw"
                [tcp.frontends.raw.routes.r]
                rule = "HostSNI:raw.example"
                """.formatted(Given.text("a.crt"), Given.text("a.key"), Given.text("ca.crt")));
    }

    private TlsClient asking(@Nullable String name) {
        return proxy.secureClient("https").asking(name);
    }

    private static String get(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    /** With TLS 1.3 a client learns that it was refused when it reads. */
    private static boolean isLetIn(TlsClient client, String request) throws IOException {
        try (SSLSocket socket = client.connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (SSLException | SocketException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "admin.example, false", "ADMIN.example, false", "x.staff.example, false", "a.example, true",
        "open.staff.example, true", "x.y.staff.example, true", "staff.example, true", ", true"
    })
    void theNameInTheHandshakeSaysWhetherACertificateIsDemanded(@Nullable String name, boolean without)
            throws IOException {
        String host = name == null ? "a.example" : name;
        assertThat(isLetIn(asking(name), get(host))).isEqualTo(without);
        assertThat(isLetIn(asking(name).showing("client"), get(host))).isTrue();
    }

    @Test
    void theExactNameCountsBeforeTheWildcard() {
        assertThatThrownBy(
                        () -> asking("open.staff.example").speaking("TLSv1.2").connect())
                .isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, 200",
        "a.example, b.example, 200",
        "a.example, admin.example, 421",
        "a.example, ADMIN.Example, 421",
        "a.example, admin.example., 421",
        "a.example, admin.example..:443, 421",
        "a.example, x.staff.example, 421",
        "a.example, open.staff.example, 421",
        "open.staff.example, x.staff.example, 421",
        "open.staff.example, open.staff.example:8443, 200",
        "open.staff.example, a.example, 421",
        ", admin.example, 421",
        ", [::1]:443, 200"
    })
    void requestsForAHostOfAnotherPolicyAreMisdirected(@Nullable String name, String host, int status) {
        RawClient client = proxy.client(asking(name));
        assertThat(client.exchange(get(host)).status()).isEqualTo(status);
    }

    @Test
    void theTargetsHostCountsWhereThereIsOne() {
        RawClient client = proxy.client(asking("a.example"));
        assertThat(client.exchange("GET http://admin.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n")
                        .status())
                .isEqualTo(421);
        assertThat(client.exchange(get("a.example")).status()).isEqualTo(200);
    }

    @Test
    void whoeverShowedACertificateIsMisdirectedToo() {
        RawClient client = proxy.client(asking("admin.example").showing("client"));
        assertThat(client.exchange(get("x.staff.example")).status()).isEqualTo(200);
        assertThat(client.exchange(get("a.example")).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin.example", "Admin.example.", "x.staff.example"})
    void streamsOfHttp2AreMisdirectedOneByOne(String strict) {
        Http2Peer client =
                Http2Peer.client(proxy.client(asking("a.example").over("h2").showing("client")));
        get(client, 1, "a.example");
        get(client, 3, strict);
        get(client, 5, "b.example");
        assertThat(client.response(1).heads()).contains(":status: 200");
        assertThat(client.response(3).heads()).contains(":status: 421");
        assertThat(client.response(5).heads()).contains(":status: 200");
    }

    private static void get(Http2Peer client, int stream, String host) {
        client.fields(stream, true, ":method", "GET", ":scheme", "https", ":authority", host, ":path", "/");
    }

    @Test
    void aTcpFrontendThatEndsTlsMeetsThePolicyOfItsName() throws IOException {
        assertThat(isLetIn(asking("raw.example"), "hello")).isFalse();
        assertThat(isLetIn(asking("raw.example").showing("client"), "hello")).isTrue();
    }

    /** Java's client names the host of the session it continues, whatever it is told to name. */
    @Test
    void whoeverContinuesASessionOfALaxHostIsStillThere() {
        TlsClient client = asking("a.example");
        assertThat(proxy.client(client).exchange(get("a.example")).status()).isEqualTo(200);
        RawClient again = proxy.client(client.asking("admin.example"));
        assertThat(again.exchange(get("admin.example")).status()).isEqualTo(421);
        assertThat(again.exchange(get("a.example")).status()).isEqualTo(200);
    }
}
