package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.flow.RawClient.Response;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeaderName;

/** What handlers before the backend may do with an exchange. */
class EditsFlowTest {
    private static final HeaderName A = new HeaderName("X-A");

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void changesFieldsOfRequests() {
        proxy.middleware(next -> exchange -> {
            exchange.requestEdits().set(A, Ascii.bytes("ours"));
            next.handle(exchange);
        });
        ScriptedServer server = proxy.server(connection -> connection.answerAll(Http.OK));
        proxy.client().exchange(Http.get("/", "x-a: 1", "X_A: 2", "Connection: X-A", "X-B: 3"));
        assertThat(server.received())
                .startsWith("GET / HTTP/1.1\r\nHost: h\r\nX-B: 3\r\nX-A: ours\r\nX-Forwarded-For: 127.0.0.1\r\n");
    }

    @Test
    void forgetsChangesWithTheExchange() {
        proxy.middleware(next -> exchange -> {
            if (exchange.request().target().equals("/edited")) {
                exchange.requestEdits().set(A, Ascii.bytes("ours"));
                exchange.replaceHost();
            }
            next.handle(exchange);
        });
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.get("/edited")).body()).contains("X-A: ours");
        assertThat(client.exchange(Http.GET).body()).doesNotContain("X-A").contains("\r\nHost: h\r\n");
    }

    @Test
    void givesServersTheirOwnNameAsHost() {
        proxy.middleware(next -> exchange -> {
            exchange.replaceHost();
            next.handle(exchange);
        });
        ScriptedServer server = proxy.server(connection -> connection.answerAll(Http.OK));
        proxy.client().exchange("GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(server.received())
                .contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n", "\r\nX-Forwarded-Host: h\r\n")
                .doesNotContain("\r\nHost: h\r\n");
    }

    @Test
    void changesFieldsOfResponses() {
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void responding(Exchange exchange, int status) {
                exchange.responseEdits().set(A, Ascii.bytes("status " + status));
            }
        };
        proxy.middleware(next -> exchange -> {
            exchange.listen(listener);
            next.handle(exchange);
        });
        proxy.server(connection -> {
            connection.request();
            if (connection.number() == 0) {
                connection.send("HTTP/1.1 404 Not Found\r\nx_a: 1\r\nContent-Length: 0\r\n\r\n");
            }
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).head())
                .isEqualTo("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nX-A: status 404\r\n\r\n");
        assertThat(client.exchange(Http.post("/", "")).field("X-A")).isEqualTo("status 502");
    }

    @Test
    void answersByItselfWithTheBodyUnread() {
        proxy.middleware(next -> exchange -> exchange.answer(Answer.text(403, "no", Map.of("X-B", "c"))));
        RawClient client = proxy.client();
        Response response = client.exchange(Http.post("/", "body"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.field("X-B")).isEqualTo("c");
        assertThat(client.exchange(Http.GET).body()).isEqualTo("no");
        client.send(Http.request("HEAD", "/") + Http.GET);
        assertThat(client.head().field("Content-Length")).isEqualTo("2");
        assertThat(client.response().body()).isEqualTo("no");
    }

    @Test
    void answersManyPipelinedRequestsByItself() {
        proxy.middleware(next ->
                exchange -> exchange.answer(Answer.text(200, exchange.request().target())));
        RawClient client = proxy.client();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            all.append(Http.get("/" + i));
        }
        Thread.startVirtualThread(() -> client.send(all.toString()));
        for (int i = 0; i < 5_000; i++) {
            assertThat(client.response().body()).isEqualTo("/" + i);
        }
    }

    @Test
    void answers500WhenAHandlerBreaks() {
        proxy.middleware(next -> exchange -> {
            throw new IllegalStateException("broken on purpose");
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).status()).isEqualTo(500);
        assertThat(client.exchange(Http.GET).status()).isEqualTo(500);
    }

    @Test
    void answersOptionsForTheProxyItself() {
        RawClient client = proxy.client();
        Response response = client.exchange(Http.request("OPTIONS", "*"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(client.exchange(Http.GET).status()).isEqualTo(503);
    }
}
