package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.RawClient.Response;

/** Interim responses (RFC 9110 §15.2), and clients that wait for one before they send a body (§10.1.1). */
class InterimFlowTest {
    private static final String EXPECTING = Http.request("POST", "/", "Content-Length: 4", "Expect: 100-continue");
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void passesTheExpectationAndTheContinue() {
        proxy.server(connection -> {
            assertThat(connection.head()).contains("Expect: 100-continue");
            connection.send(CONTINUE);
            assertThat(connection.read(4)).isEqualTo("body");
            connection.send(Http.OK);
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(EXPECTING).head()).isEqualTo(CONTINUE);
        assertThat(client.exchange("body").body()).isEqualTo("hello");
    }

    @Test
    void passesAFinalAnswerInsteadOfTheContinue() {
        proxy.server(connection -> {
            connection.head();
            connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
            assertThat(connection.readToEnd()).isEmpty();
        });
        RawClient client = proxy.client();
        Response response = client.exchange(EXPECTING);
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void passesABodyThatDoesNotWaitForTheContinue() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        RawClient client = proxy.client();
        client.send(EXPECTING);
        server.connection(0);
        assertThat(client.exchange("body").status()).isEqualTo(200);
        assertThat(server.received()).endsWith("\r\n\r\nbody");
    }

    @Test
    void answersAContinueAndTheRestInOneGo() {
        proxy.server(connection -> connection.answer(CONTINUE + HINTS + Http.OK));
        RawClient client = proxy.client();
        assertThat(client.exchange(EXPECTING + "body").status()).isEqualTo(100);
        assertThat(client.response().head()).isEqualTo(HINTS);
        assertThat(client.response().body()).isEqualTo("hello");
    }

    @Test
    void dropsAContinueThatNobodyWaitsFor() {
        proxy.server(connection -> connection.answer(CONTINUE + Http.OK));
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
    }

    @Test
    void passesEarlyHintsSplitAnywhere() {
        String response = HINTS + HINTS + Http.OK;
        proxy.server(connection -> {
            for (int i = 1; i < response.length(); i++) {
                connection.answer(response.substring(0, i));
                connection.send(response.substring(i));
            }
        });
        RawClient client = proxy.client();
        for (int i = 1; i < response.length(); i++) {
            assertThat(client.exchange(Http.GET).head()).isEqualTo(HINTS);
            assertThat(client.response().status()).isEqualTo(103);
            assertThat(client.response().body()).isEqualTo("hello");
        }
    }

    @Test
    void sparesHttp10ClientsInterimResponses() {
        proxy.server(connection -> connection.answer(HINTS + Http.OK));
        assertThat(proxy.client().exchange("GET / HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void refusesExpectationsNobodyKnows() {
        assertThat(proxy.client().exchange(Http.get("/", "Expect: wonders")).status())
                .isEqualTo(417);
    }
}
