package traefik4j.proxy.http2;

import java.util.Base64;
import java.util.random.RandomGenerator;
import traefik4j.proxy.http.Ascii;

/** What a request for WebSocket over HTTP/2 lacks before a server of HTTP/1.1 understands it (RFC 8441 §5). */
final class Handshake {
    private Handshake() {}

    /** Writes the fields of a handshake (RFC 6455 §4.1). */
    static void write(FieldLines lines, RandomGenerator random) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        lines.raw(Ascii.bytes("connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: "
                + Base64.getEncoder().encodeToString(nonce) + "\r\n"));
    }
}
