package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections passed on as bytes by the packaged program, from OpenSSL's client to nginx. */
final class TcpTest {
    @TempDir
    Path directory;

    private int port;
    private Nginx server;
    private Program traefik;

    @BeforeEach
    void start() throws Exception {
        certificate("ours");
        certificate("theirs");
        port = Program.freePort();
        int secure = Program.freePort();
        int greeted = Program.freePort();
        Path site = Files.createDirectory(directory.resolve("site"));
        server = Nginx.serving(site, """
                }
                server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %1$s/theirs.crt;
                    ssl_certificate_key %1$s/theirs.key;
                    location / { return 200 "for $ssl_server_name\\n"; }
                }
                server {
                    listen 127.0.0.1:%3$d ssl proxy_protocol;
                    ssl_certificate %1$s/theirs.crt;
                    ssl_certificate_key %1$s/theirs.key;
                    location / { return 200 "from $proxy_protocol_addr:$proxy_protocol_port\\n"; }
                """.formatted(directory, secure, greeted));
        Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["https"]
                [entryPoints.https]
                address = "127.0.0.1:%1$d"
                [[entryPoints.https.tls.certificates]]
                certFile = "ours.crt"
                keyFile = "ours.key"
                [file]
                [tcp.frontends.passed]
                backend = "secure"
                passthrough = true
                [tcp.frontends.passed.routes.r]
                rule = "HostSNI:theirs.example"
                [tcp.backends.secure.servers.s]
                url = "tcp://127.0.0.1:%2$d"
                [tcp.frontends.ended]
                backend = "clear"
                [tcp.frontends.ended.routes.r]
                rule = "HostSNI:ours.example"
                [tcp.backends.clear.servers.s]
                url = "tcp://%4$s"
                [tcp.frontends.renewed]
                backend = "greeted"
                [tcp.frontends.renewed.routes.r]
                rule = "HostSNI:greeted.example"
                [tcp.backends.greeted]
                proxyProtocol = "v2"
                [tcp.backends.greeted.tls]
                serverName = "theirs.example"
                rootCAs = ["theirs.crt"]
                [tcp.backends.greeted.servers.s]
                url = "tcp://127.0.0.1:%3$d"
                """.formatted(
                        port, secure, greeted, server.url().replace("http://", "")));
        traefik = Program.traefik(Distribution.unpackIn(directory.resolve("unpacked")), directory, "-c", "traefik.toml")
                .awaitPort(port);
    }

    private void certificate(String name) throws Exception {
        Tool openssl = Tool.run(new ProcessBuilder("sh", "-ec", """
                        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %1$s.key \\
                          -subj /CN=%1$s -addext subjectAltName=DNS:%1$s.example -days 9 -out %1$s.crt
                        """.formatted(name)).directory(directory.toFile()));
        assertThat(openssl.exitCode()).as(openssl::output).isZero();
    }

    @AfterEach
    void stop() {
        if (traefik != null) {
            traefik.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** What OpenSSL's client prints that asks for this name, and then for a path. */
    private String asking(String name, String path) throws Exception {
        Process client = new ProcessBuilder(
                        "timeout",
                        "20",
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-servername",
                        name,
                        "-alpn",
                        "h2,http/1.1",
                        "-ign_eof")
                .redirectErrorStream(true)
                .start();
        request(client, path);
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void request(Process client, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: theirs.example\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    @Test
    void passesTlsThroughToTheServerOfItsName() throws Exception {
        assertThat(asking("theirs.example", "/"))
                .contains("subject=CN = theirs", "HTTP/1.1 200 OK", "for theirs.example");
    }

    @Test
    void endsTlsForAServerInTheClearAndOffersItNothingNewer() throws Exception {
        assertThat(asking("ours.example", "/small"))
                .contains("subject=CN = ours", "No ALPN negotiated", "HTTP/1.1 200 OK", "small");
    }

    @Test
    void greetsAServerAndSpeaksTlsToIt() throws Exception {
        assertThat(asking("greeted.example", "/")).contains("subject=CN = ours", "HTTP/1.1 200 OK", "from 127.0.0.1:");
    }

    @Test
    void leavesOtherNamesToHttp() throws Exception {
        assertThat(asking("other.example", "/")).contains("subject=CN = ours", "ALPN protocol: h2");
    }
}
