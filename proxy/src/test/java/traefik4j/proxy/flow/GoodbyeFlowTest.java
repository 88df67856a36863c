package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that say that they say no more: by the goodbye of TLS, or by FIN. */
class GoodbyeFlowTest {
    private final CountDownLatch gone = new CountDownLatch(1);

    @AutoClose
    private final Configured proxy = new Configured();

    private RawClient client(boolean tls, String protocol) {
        proxy.server("slow", connection -> {
                    connection.request();
                    gone.await();
                    connection.send(Http.head("HTTP/1.1 200 OK", "Content-Length: 5") + "there");
                })
                .start("""
                        defaultEntryPoints = ["clear", "https"]
                        [entryPoints.clear]
                        address = "127.0.0.1:0"
                        [entryPoints.https]
                        address = "127.0.0.1:0"
                        [entryPoints.https.tls]
                        [[entryPoints.https.tls.certificates]]
                        certFile = "@tls@/server.pem"
                        keyFile = "@tls@/server.key"
                        [file]
                        [backends.b.servers.s]
                        url = "@slow@"
                        [frontends.f]
                        backend = "b"
                        [frontends.f.routes.r]
                        rule = "PathPrefix:/"
                        """);
        return tls
                ? proxy.client(
                        proxy.secureClient("https").asking("server.example").over(protocol))
                : proxy.client("clear");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAnswerComesAfterIt(boolean tls) {
        RawClient client = client(tls, "http/1.1");
        client.send("GET / HTTP/1.1\r\nHost: server.example\r\n\r\n");
        client.shutdownOutput();
        gone.countDown();

        assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("there");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAnswersOfHttp2ComeAfterIt(boolean tls) {
        RawClient client = client(tls, "h2");
        Http2Peer peer = Http2Peer.client(client);
        peer.request(1, true, "GET", "/");
        client.shutdownOutput();
        gone.countDown();

        assertThat(peer.response(1).body()).isEqualTo("there");
        client.readToEnd();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAskedForNothingIsLetGo(boolean tls) {
        RawClient client = client(tls, "h2");
        Http2Peer.client(client);
        client.shutdownOutput();

        client.readToEnd();
    }

    @Test
    void whoSpeaksHttp1AndAsksForNothingMoreIsLetGo() {
        RawClient client = client(true, "http/1.1");
        gone.countDown();
        client.send("GET / HTTP/1.1\r\nHost: server.example\r\n\r\n");
        client.readThrough("there");
        client.shutdownOutput();

        assertThat(client.isClosedByPeer()).isTrue();
    }
}
