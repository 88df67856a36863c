package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.Backend;
import traefik4j.config.Buffering;
import traefik4j.config.Forwarding;
import traefik4j.proxy.flow.Http2Peer.Frame;

/** Servers that speak HTTP/2 in the clear ({@code h2c://}), for clients that speak the one or the other. */
class Http2ServerFlowTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    /** What is done with a connection of the proxy. */
    @FunctionalInterface
    private interface Script {
        void play(Http2Peer server) throws Exception;
    }

    private ScriptedServer server(Script script) {
        ScriptedServer server = ScriptedServer.start(connection -> script.play(Http2Peer.server(connection)));
        return proxy.server(server, server.url().replace("http://", "h2c://"));
    }

    @Test
    void answersAClientOfHttp1() {
        server(server -> {
            String request = server.request(1);
            server.fields(1, false, ":status", "200", "x-own", "v");
            server.data(1, true, request);
            server.readTo(Http2Peer.GOAWAY);
        });
        RawClient.Response response =
                proxy.client().exchange(Http.get("/a?b", "X-Mine: 1", "Connection: X-Gone", "X-Gone: 1"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("x-own")).isEqualTo("v");
        assertThat(response.field("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(response.body())
                .contains(":method: GET\n", ":scheme: http\n", ":authority: h\n", ":path: /a?b\n", "x-mine: 1\n")
                .contains("x-forwarded-for: 127.0.0.1\n", "x-forwarded-host: h\n")
                .doesNotContain("x-gone", "connection", "\nhost: ");
    }

    @Test
    void carriesManyExchangesOverOneConnection() {
        CountDownLatch second = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.request(1);
            peer.request(3);
            peer.fields(3, true, ":status", "203");
            second.await();
            peer.fields(1, true, ":status", "201");
            peer.readTo(Http2Peer.GOAWAY);
        });
        RawClient first = proxy.client();
        RawClient other = proxy.client();
        first.send(Http.get("/1"));
        other.send(Http.get("/2"));
        int quick = other.response().status();
        second.countDown();
        assertThat(quick + first.response().status()).isEqualTo(203 + 201);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void takesTheFramingOffChunkedRequests() {
        server(peer -> {
            String request = peer.request(1);
            peer.fields(1, false, ":status", "200", "content-length", Integer.toString(request.length()));
            peer.data(1, true, request);
            peer.readTo(Http2Peer.GOAWAY);
        });
        String body = proxy.client()
                .exchange(Http.request("POST", "/", "Transfer-Encoding: chunked") + "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n")
                .body();
        assertThat(body).endsWith("\n\nhello!").doesNotContain("transfer-encoding");
    }

    @Test
    void passesTrailersAndInterimResponses() {
        server(peer -> {
            peer.request(1);
            peer.fields(1, false, ":status", "103", "link", "</a>");
            peer.fields(1, false, ":status", "200");
            peer.data(1, false, "hi");
            peer.fields(1, true, "grpc-status", "0");
            peer.readTo(Http2Peer.GOAWAY);
        });
        RawClient client = proxy.client();
        client.send(Http.get("/"));
        assertThat(client.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 103 ").contains("link: </a>");
        client.readThrough("\r\n\r\n");
        assertThat(client.readThrough("grpc-status: 0\r\n\r\n")).isEqualTo("2\r\nhi\r\n0\r\ngrpc-status: 0\r\n\r\n");
    }

    @Test
    void passesTrailersToAClientOfHttp2() {
        server(peer -> {
            peer.request(1);
            peer.fields(1, false, ":status", "200", "content-type", "application/grpc");
            peer.data(1, false, "hi");
            peer.fields(1, true, "grpc-status", "0", "grpc-message", "fine");
            peer.readTo(Http2Peer.GOAWAY);
        });
        Http2Peer client = Http2Peer.client(proxy.client());
        client.request(1, true, "POST", "/pkg.Service/Method", "te", "trailers");
        Http2Peer.Response response = client.response(1);
        assertThat(response.heads())
                .isEqualTo(":status: 200\ncontent-type: application/grpc\ngrpc-status: 0\ngrpc-message: fine\n");
        assertThat(response.body()).isEqualTo("hi");
    }

    @Test
    void passesAResponseThatIsNothingButTrailersAsOneBlock() {
        server(peer -> {
            peer.request(1);
            peer.fields(1, true, ":status", "200", "grpc-status", "12");
            peer.readTo(Http2Peer.GOAWAY);
        });
        Http2Peer client = Http2Peer.client(proxy.client());
        client.request(1, true, "POST", "/pkg.Service/Method");
        Frame head = client.readTo(Http2Peer.HEADERS);
        assertThat(head.flags() & Http2Peer.END_STREAM).isEqualTo(Http2Peer.END_STREAM);
        assertThat(client.response(1).heads()).isEqualTo(":status: 200\ngrpc-status: 12\n");
    }

    @Test
    void fetchesNoMoreThanTheClientTakes() {
        CountDownLatch full = new CountDownLatch(1);
        server(peer -> {
            peer.request(1);
            peer.fields(1, false, ":status", "200", "content-length", "10000000");
            int window = 262_144;
            for (int sent = 0; sent < 10_000_000; sent += 10_000) {
                while (window < 10_000) {
                    full.countDown();
                    Frame frame = peer.readTo(Http2Peer.WINDOW_UPDATE);
                    window += frame.stream() == 1
                            ? Unpooled.wrappedBuffer(frame.payload()).readInt()
                            : 0;
                }
                window -= 10_000;
                peer.data(1, sent == 9_990_000, "x".repeat(10_000));
            }
            peer.readTo(Http2Peer.GOAWAY);
        });
        RawClient client = proxy.client(4096);
        client.send(Http.get("/"));
        Http.await(full);
        client.readThrough("\r\n\r\n");
        assertThat(client.skip(10_000_000)).isEqualTo(10_000_000);
    }

    @Test
    void sendsAgainWhatTheServerDidNotLookAt() {
        ScriptedServer server = server(peer -> {
            peer.request(1);
            peer.fields(1, true, ":status", "200");
            peer.request(3);
            peer.frame(Http2Peer.GOAWAY, 0, 0, new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.get("/first")).status()).isEqualTo(200);
        assertThat(client.exchange(Http.post("/second", "")).status()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void saysThatAServerBrokeOff() {
        server(peer -> {
            peer.request(1);
            peer.frame(Http2Peer.RST_STREAM, 0, 1, Unpooled.copyInt(2).array());
            peer.readTo(Http2Peer.GOAWAY);
        });
        assertThat(proxy.client().exchange(Http.get("/")).status()).isEqualTo(502);
    }

    @Test
    void saysThatAServerSentNoResponse() {
        server(peer -> {
            peer.request(1);
            peer.fields(1, true, "x-no", "status");
            peer.readTo(Http2Peer.GOAWAY);
        });
        assertThat(proxy.client().exchange(Http.get("/")).status()).isEqualTo(500);
    }

    @Test
    void getsABufferedRequestWithItsLength() {
        server(peer -> {
            String request = peer.request(1);
            peer.fields(1, false, ":status", "200", "content-length", Integer.toString(request.length()));
            peer.data(1, true, request);
            peer.readTo(Http2Peer.GOAWAY);
        });
        proxy.backend(backend -> new Backend(
                backend.servers(),
                backend.loadBalancer(),
                null,
                null,
                null,
                new Buffering(0, 0, 0, 0, ""),
                Forwarding.DEFAULT));
        String body = proxy.client()
                .exchange(Http.request("POST", "/", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n")
                .body();
        assertThat(body).contains("content-length: 5\n").endsWith("\n\nhello").doesNotContain("transfer-encoding");
    }

    @Test
    void endsTheStreamWhenTheClientLeaves() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        server(peer -> {
            peer.request(1);
            begun.countDown();
            peer.readTo(Http2Peer.RST_STREAM);
            ended.countDown();
        });
        RawClient client = proxy.client();
        client.send(Http.get("/"));
        Http.await(begun);
        client.reset();
        Http.await(ended);
    }
}
