package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.RespondingTimeouts;
import traefik4j.proxy.flow.RawClient.Response;

/** How long connections of clients live, and requests that are sent before their turn (RFC 9112 §9). */
class KeepAliveFlowTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void answersSeveralRequestsOverOneConnection() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        Response expected = new Response("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "hello");
        for (int i = 0; i < 3; i++) {
            assertThat(client.exchange(Http.GET)).isEqualTo(expected);
        }
    }

    @Test
    void closesWhenTheClientAsksForIt() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        Response response = client.exchange(Http.get("/", "Connection: close"));
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void closesAfterAnHttp10Request() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        client.send("GET / HTTP/1.0\r\nHost: h\r\n\r\n");
        assertThat(client.readToEnd())
                .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
    }

    @Test
    void keepsAnHttp10ConnectionThatAsksForIt() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        for (int i = 0; i < 2; i++) {
            Response response = client.exchange("GET / HTTP/1.0\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n");
            assertThat(response.field("Connection")).isEqualTo("keep-alive");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            all.append(i % 3 == 0 ? Http.post("/" + i, "body " + i) : Http.get("/" + i));
        }
        client.send(all.toString());
        for (int i = 0; i < 100; i++) {
            assertThat(client.response().body()).contains(" /" + i + " HTTP/1.1\r\n");
        }
    }

    @Test
    void readsRequestsThatComeByteByByte() {
        ScriptedServer server = proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        String request = Http.get("/slow") + Http.post("/slow", "body");
        for (int i = 0; i < request.length(); i++) {
            client.send(request.substring(i, i + 1));
        }
        assertThat(client.response().body()).startsWith("GET /slow");
        assertThat(client.response().body()).startsWith("POST /slow").endsWith("body");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void readsPipelinedRequestsSplitAnywhere() {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        String requests = Http.post("/1", "one") + Http.get("/2");
        for (int i = 1; i < requests.length(); i++) {
            client.send(requests.substring(0, i));
            client.send(requests.substring(i));
            assertThat(client.response().body()).startsWith("POST /1").endsWith("\r\n\r\none");
            assertThat(client.response().body()).startsWith("GET /2");
        }
    }

    @Test
    void skipsEmptyLinesBeforeARequest() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        assertThat(proxy.client().exchange("\r\n" + Http.GET).status()).isEqualTo(200);
    }

    @Test
    void answersAClientThatSendsNoMore() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        client.send(Http.GET);
        client.shutdownOutput();
        assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello");
    }

    @Test
    void answersAllPipelinedRequestsOfAClientThatSendsNoMore() {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        client.send(Http.get("/1") + Http.get("/2") + Http.get("/3"));
        client.shutdownOutput();
        assertThat(client.readToEnd()).contains("GET /1", "GET /2", "GET /3");
    }

    @Test
    void givesUpOnAClientThatLeavesInTheMiddleOfABody() {
        ScriptedServer server =
                proxy.server(connection -> assertThat(connection.readToEnd()).endsWith("some"));
        RawClient client = proxy.client();
        client.send(Http.request("POST", "/", "Content-Length: 10") + "some");
        server.connection(0);
        client.shutdownOutput();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void closesAConnectionThatIsIdleTooLong() {
        proxy.responding(new RespondingTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(200)));
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void tellsClientsToCloseWhileItDrains() {
        CountDownLatch draining = new CountDownLatch(1);
        ScriptedServer server = proxy.server(connection -> {
            connection.request();
            draining.await();
            connection.send(Http.OK);
            connection.readToEnd();
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        server.connection(0);
        proxy.running().drain();
        draining.countDown();
        assertThat(client.response().field("Connection")).isEqualTo("close");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void closesIdleConnectionsWhileItDrains() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        proxy.running().drain();
        assertThat(client.isClosedByPeer()).isTrue();
    }
}
