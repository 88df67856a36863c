package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Messages as tests write them. */
final class Http {
    /** The simplest request. */
    static final String GET = get("/");

    /** The simplest response. */
    static final String OK = ok("hello");

    private Http() {}

    /** A head of these lines, blank line included. */
    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** A request without a body. */
    static String get(String target, String... fields) {
        return request("GET", target, fields);
    }

    /** A head of a request for host {@code h}. */
    static String request(String method, String target, String... fields) {
        String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return method + " " + target + " HTTP/1.1\r\nHost: h\r\n" + more + "\r\n";
    }

    /** A request with a body and its length. */
    static String post(String target, String body) {
        return request("POST", target, "Content-Length: " + body.length()) + body;
    }

    /** Waits, but not for ever. */
    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A response with a body and its length. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
