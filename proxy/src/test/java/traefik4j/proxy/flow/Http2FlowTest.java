package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.Http2Peer.Frame;
import traefik4j.proxy.flow.Http2Peer.Response;

/** Clients that speak HTTP/2 without TLS, from the first byte on (RFC 9113 §3.3), to servers that speak HTTP/1.1. */
class Http2FlowTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    private Http2Peer client() {
        return Http2Peer.client(proxy.client());
    }

    @Test
    void answersARequest() {
        ScriptedServer server = proxy.server(connection -> connection.answer(
                Http.head("HTTP/1.1 200 OK", "Content-Length: 2", "X-Own: V", "Connection: close") + "hi"));
        Http2Peer client = client();
        client.request(1, true, "GET", "/path?q", "x-mine", "1", "cookie", "a=1", "cookie", "b=2");
        Response response = client.response(1);
        assertThat(response.heads()).isEqualTo(":status: 200\ncontent-length: 2\nx-own: V\n");
        assertThat(response.body()).isEqualTo("hi");
        assertThat(server.received())
                .startsWith("GET /path?q HTTP/1.1\r\n")
                .contains("host: h\r\n", "x-mine: 1\r\n", "cookie: a=1; b=2\r\n")
                .contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Host: h\r\n", "X-Forwarded-Proto: http\r\n");
    }

    @Test
    void answersManyRequestsOfOneConnectionInAnyOrder() {
        CountDownLatch second = new CountDownLatch(1);
        proxy.server(connection -> {
            String request = connection.request();
            if (request.startsWith("GET /first")) {
                second.await();
            }
            connection.send(Http.head("HTTP/1.1 200 OK", "Content-Length: 6") + request.substring(5, 11));
            second.countDown();
        });
        Http2Peer client = client();
        client.request(1, true, "GET", "/first.");
        client.request(3, true, "GET", "/second");
        assertThat(client.response(3).body()).isEqualTo("second");
        assertThat(client.response(1).body()).isEqualTo("first.");
    }

    @Test
    void passesContentOfUnknownLengthAsChunks() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        Http2Peer client = client();
        client.request(1, false, "POST", "/");
        client.data(1, false, "hello");
        client.data(1, true, "");
        assertThat(client.response(1).heads()).startsWith(":status: 200");
        assertThat(server.received())
                .contains("transfer-encoding: chunked\r\n")
                .endsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }

    @Test
    void passesContentOfKnownLengthAsItIs() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        Http2Peer client = client();
        client.request(1, false, "POST", "/", "content-length", "10");
        client.data(1, false, "hello");
        client.data(1, true, "world");
        client.response(1);
        assertThat(server.received()).endsWith("\r\n\r\nhelloworld");
    }

    @Test
    void endsAStreamWhoseContentIsNotAsLongAsItSaid() {
        proxy.server(ScriptedServer.Connection::echoAll);
        Http2Peer client = client();
        client.request(1, false, "POST", "/", "content-length", "10");
        client.data(1, true, "hello");
        assertThat(client.response(1).reset()).isEqualTo(1);
        client.request(3, true, "GET", "/");
        assertThat(client.response(3).heads()).startsWith(":status: 200");
    }

    @Test
    void dropsTrailersOfRequests() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        Http2Peer client = client();
        client.request(1, false, "POST", "/");
        client.data(1, false, "hello");
        client.frame(
                Http2Peer.HEADERS,
                Http2Peer.END_HEADERS | Http2Peer.END_STREAM,
                1,
                client.block("x-forwarded-for", "evil"));
        client.response(1);
        assertThat(server.received()).endsWith("5\r\nhello\r\n0\r\n\r\n").doesNotContain("evil");
    }

    @Test
    void takesTheFramingOffChunkedResponses() {
        proxy.server(connection -> connection.answer(
                Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"));
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        Response response = client.response(1);
        assertThat(response.body()).isEqualTo("hello world");
        assertThat(response.heads()).isEqualTo(":status: 200\n");
    }

    @Test
    void passesTrailersOfChunkedResponses() {
        proxy.server(connection -> connection.answer(Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                + "5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"));
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        Response response = client.response(1);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.heads()).isEqualTo(":status: 200\nx-sum: 1\nx-more: 2\n");
    }

    @Test
    void resetsAStreamWhoseResponseBreaksOff() {
        proxy.server(connection -> connection.answer(Http.head("HTTP/1.1 200 OK", "Content-Length: 10") + "half"));
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        assertThat(client.response(1).reset()).isEqualTo(2);
        assertThat(client.response(1).isEnded()).isFalse();
    }

    @Test
    void sendsNoMoreThanTheWindowAllows() {
        proxy.server(connection ->
                connection.answer(Http.head("HTTP/1.1 200 OK", "Content-Length: 100000") + "x".repeat(100_000)));
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        for (int size = 0; size < 65_535; ) {
            Frame frame = client.readTo(Http2Peer.DATA);
            size += frame.payload().length;
            assertThat(size).isLessThanOrEqualTo(65_535);
        }
        client.frame(Http2Peer.PING, 0, 0, new byte[8]);
        assertThat(client.read().type()).isEqualTo(Http2Peer.PING);
        client.window(0, 100_000);
        client.frame(Http2Peer.PING, 0, 0, new byte[8]);
        assertThat(client.read().type()).isEqualTo(Http2Peer.PING);
        client.window(1, 100_000);
        assertThat(client.response(1).body()).hasSize(100_000);
    }

    @Test
    void acknowledgesSettingsBeforeWhatTheyLetGo() {
        proxy.server(connection -> connection.answer(Http.head("HTTP/1.1 200 OK", "Content-Length: 2") + "hi"));
        Http2Peer client = client();
        client.initialWindow(0);
        client.request(1, true, "GET", "/");
        client.readTo(Http2Peer.HEADERS);
        client.initialWindow(1);
        Frame acknowledged = client.read();
        assertThat(acknowledged.type()).isEqualTo(Http2Peer.SETTINGS);
        assertThat(acknowledged.flags()).isEqualTo(1);
        assertThat(client.readTo(Http2Peer.DATA).payload()).hasSize(1);
        client.window(1, 1);
        assertThat(client.response(1).body()).isEqualTo("hi");
    }

    @Test
    void letsStreamsShareTheWindowOfTheConnection() {
        proxy.server(connection ->
                connection.answerAll(Http.head("HTTP/1.1 200 OK", "Content-Length: 60000") + "x".repeat(60_000)));
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        client.request(3, true, "GET", "/");
        for (int size = 0; size < 65_535; ) {
            size += client.readTo(Http2Peer.DATA).payload().length;
        }
        client.window(0, 60_000);
        assertThat(client.response(1).body()).hasSize(60_000);
        assertThat(client.response(3).body()).hasSize(60_000);
    }

    @Test
    void takesUploadsLargerThanItsWindows() {
        proxy.server(connection -> {
            connection.head();
            connection.skip(3_000_000);
            connection.send(Http.OK);
        });
        Http2Peer client = client();
        client.request(1, false, "POST", "/", "content-length", "3000000");
        long window = 262_144;
        long connection = 1 << 20;
        for (int sent = 0; sent < 3_000_000; ) {
            while (window < 10_000 || connection < 10_000) {
                Frame frame = client.readTo(Http2Peer.WINDOW_UPDATE);
                int more = Unpooled.wrappedBuffer(frame.payload()).readInt();
                window += frame.stream() == 1 ? more : 0;
                connection += frame.stream() == 0 && more != 983_041 ? more : 0;
            }
            sent += 10_000;
            window -= 10_000;
            connection -= 10_000;
            client.data(1, sent == 3_000_000, "x".repeat(10_000));
        }
        assertThat(client.response(1).heads()).startsWith(":status: 200");
    }

    @Test
    void cancelsTheServerWhenTheClientEndsTheStream() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        proxy.server(connection -> {
            connection.request();
            begun.countDown();
            connection.readToEnd();
            gone.countDown();
        });
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        Http.await(begun);
        client.frame(Http2Peer.RST_STREAM, 0, 1, Unpooled.copyInt(8).array());
        Http.await(gone);
    }

    @Test
    void refusesStreamsThatAreOpenedOnlyToBeEnded() {
        proxy.server(connection -> connection.readToEnd());
        Http2Peer client = client();
        for (int stream = 1; stream < 1_100; stream += 2) {
            client.request(stream, true, "GET", "/");
            client.frame(Http2Peer.RST_STREAM, 0, stream, Unpooled.copyInt(8).array());
        }
        Frame end = client.readTo(Http2Peer.GOAWAY);
        assertThat(Unpooled.wrappedBuffer(end.payload()).getInt(4)).isEqualTo(11);
    }

    @Test
    void refusesWhatTheHttp1ParserRefuses() {
        ScriptedServer server = proxy.server(ScriptedServer.Connection::echoAll);
        Http2Peer client = client();
        client.request(1, true, "GET", "/../admin");
        client.request(3, true, "GET", "/a%2e%2e%2fb%00");
        client.request(5, true, "TRACE", "/");
        assertThat(client.response(1).heads()).startsWith(":status: 400");
        assertThat(client.response(3).heads()).startsWith(":status: 400");
        assertThat(client.response(5).heads()).startsWith(":status: 405");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void answersHeadWithoutABody() {
        proxy.server(connection -> connection.answer(Http.head("HTTP/1.1 200 OK", "Content-Length: 5")));
        Http2Peer client = client();
        client.request(1, true, "HEAD", "/");
        Response response = client.response(1);
        assertThat(response.heads()).contains("content-length: 5");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void readsHttp1WhereOnlyItsBeginningLooksLikeHttp2() {
        ScriptedServer server = proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        client.send("P");
        client.send(Http.request("OST", "/", "Content-Length: 0"));
        assertThat(client.response().status()).isEqualTo(200);
        assertThat(server.received()).startsWith("POST / HTTP/1.1");
    }

    @Test
    void goesOnWithHttp2WhenARequestAsksForIt() {
        ScriptedServer server = proxy.server(ScriptedServer.Connection::echoAll);
        RawClient socket = proxy.client();
        socket.send(
                Http.get("/first", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAQAAP__"));
        assertThat(socket.readThrough("\r\n\r\n"))
                .isEqualTo(Http.head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: h2c"));
        Http2Peer client = Http2Peer.client(socket);
        assertThat(client.response(1).body()).startsWith("GET /first HTTP/1.1");
        client.request(3, true, "GET", "/second");
        assertThat(client.response(3).body()).startsWith("GET /second HTTP/1.1");
        assertThat(server.received()).doesNotContain("h2c", "HTTP2-Settings", "AAQAAP__");
    }

    @Test
    void goesByTheWindowThatCameWithTheRequestForHttp2() {
        proxy.server(connection -> connection.answer(Http.head("HTTP/1.1 200 OK", "Content-Length: 5") + "hello"));
        RawClient socket = proxy.client();
        String two = "AAQAAAAC";
        socket.send(Http.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: " + two));
        socket.readThrough("\r\n\r\n");
        Http2Peer client = Http2Peer.client(socket);
        assertThat(client.readTo(Http2Peer.DATA).payload()).hasSize(2);
        client.window(1, 3);
        assertThat(client.response(1).body()).isEqualTo("hello");
    }

    @Test
    void staysWithHttp1WhenTheRequestForHttp2IsNotSound() {
        ScriptedServer server = proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        String[][] unsound = {
            {"Connection: Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAQAAP__"},
            {"Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAQAAP"},
            {"Connection: HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAQAAP__"},
            {"Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"}
        };
        for (String[] fields : unsound) {
            assertThat(client.exchange(Http.get("/", fields)).status()).isEqualTo(200);
        }
        assertThat(server.received()).doesNotContain("h2c", "HTTP2-Settings: ");
    }

    @Test
    void saysGoodbyeWhenItStops() {
        proxy.server(ScriptedServer.Connection::echoAll);
        Http2Peer client = client();
        client.request(1, true, "GET", "/");
        client.response(1);
        proxy.running().drain();
        Frame first = client.readTo(Http2Peer.GOAWAY);
        assertThat(Unpooled.wrappedBuffer(first.payload()).getInt(0)).isEqualTo(Integer.MAX_VALUE);
        client.request(3, true, "GET", "/late");
        assertThat(client.response(3).heads()).startsWith(":status: 200");
        Frame second = client.readTo(Http2Peer.GOAWAY);
        assertThat(Unpooled.wrappedBuffer(second.payload()).getInt(0)).isEqualTo(3);
    }
}
