package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Responses whose parts wait for each other, between real sockets. */
class FlushIntervalFlowTest {
    @AutoClose
    private final Configured proxy = new Configured();

    private RawClient client(String interval, ScriptedServer.Script script) {
        return proxy.server("s", script).start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [backends.b.responseForwarding]
                flushInterval = "%s"
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                """.formatted(interval)).client();
    }

    @Test
    void aPartGoesOnWhenTheIntervalIsOver() {
        RawClient client = client("50ms", connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsome");
            connection.readToEnd();
        });
        client.send(Http.GET);
        client.head();
        assertThat(client.read(4)).isEqualTo("some");
        client.reset();
    }

    @Test
    void theWholeResponseGoesOnAtItsEnd() {
        RawClient client = client("1h", connection -> connection.answerAll(Http.OK));
        for (int i = 0; i < 3; i++) {
            assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
        }
    }

    @Test
    void eventsGoOnAtOnce() {
        RawClient client = client("1h", connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
            connection.readToEnd();
        });
        client.send(Http.GET);
        client.head();
        assertThat(client.readThrough("\n\n")).endsWith("data: 1\n\n");
        client.reset();
    }

    @Test
    void aLargeResponseDoesNotWaitForTheInterval() {
        String body = "x".repeat(3_000_000);
        RawClient client = client("1h", connection -> connection.answerAll(Http.ok(body)));
        assertThat(client.exchange(Http.GET).body()).isEqualTo(body);
    }
}
