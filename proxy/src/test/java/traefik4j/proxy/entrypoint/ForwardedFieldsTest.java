package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import traefik4j.config.Limits;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestParser;

/** The lines are shared by connections, and yet nobody's are told of somebody else. */
class ForwardedFieldsTest {
    private final ForwardedFields fields = new ForwardedFields("proxy", false);

    @Test
    void connectionsOfAClientShareThem() throws Exception {
        ForwardedFields.Lines first = fields.untrusted(request("a.example"), client("192.0.2.1", 1));
        assertThat(text(first)).isEqualTo("""
                        X-Forwarded-For: 192.0.2.1
                        X-Forwarded-Host: a.example
                        X-Forwarded-Port: 80
                        X-Forwarded-Proto: http
                        X-Forwarded-Server: proxy
                        X-Real-Ip: 192.0.2.1
                        """.replace("\n", "\r\n"));
        assertThat(fields.untrusted(request("a.example"), client("192.0.2.1", 2)))
                .isSameAs(first);
    }

    @Test
    void anotherHostHasItsOwn() throws Exception {
        fields.untrusted(request("a.example"), client("192.0.2.1", 1));
        for (String host : new String[] {"b.example", "a.example:8080", "a.exampl", "a.examplee", "A.example"}) {
            assertThat(text(fields.untrusted(request(host), client("192.0.2.1", 1))))
                    .contains("X-Forwarded-Host: " + host + "\r\n");
        }
    }

    @Test
    void whatIsLongerThanAnyNameIsNotKeptForOthers() throws Exception {
        String endless = "a".repeat(600);
        ForwardedFields.Lines first = fields.untrusted(request(endless), client("192.0.2.1", 1));
        assertThat(text(first)).contains("X-Forwarded-Host: " + endless + "\r\n");
        assertThat(fields.untrusted(request(endless), client("192.0.2.1", 2))).isNotSameAs(first);
    }

    @Test
    void clientsHaveTheirOwnHoweverManyThereAre() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_000; i++) {
                String four = "10.0." + i / 250 + "." + (i % 250 + 1);
                String six = "2001:db8::" + Integer.toHexString(i + 1);
                for (String address : new String[] {four, six}) {
                    assertThat(text(fields.untrusted(request("a.example"), client(address, 1))))
                            .startsWith("X-Forwarded-For: " + address + "\r\n")
                            .endsWith("X-Real-Ip: " + address + "\r\n");
                }
            }
        }
    }

    private static Peer client(String address, int port) throws UnknownHostException {
        return new Peer(new InetSocketAddress(InetAddress.getByName(address), port), false, false, "http");
    }

    private static RequestHead request(String host) {
        byte[] bytes = ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        RequestHead head = new RequestHead();
        assertThat(new RequestParser(Limits.DEFAULT).parse(bytes, 0, bytes.length, head))
                .isEqualTo(bytes.length);
        return head;
    }

    private static String text(ForwardedFields.Lines lines) {
        return new String(lines.bytes(), StandardCharsets.ISO_8859_1);
    }
}
