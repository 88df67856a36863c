package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.ConnectionOptions;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;

/**
 * A request of HTTP/1.1 that asks to go on with HTTP/2 in the clear (RFC 7540 §3.2), which is answered as stream 1.
 *
 * @param head the head of the request
 * @param settings the settings of the client, as in a frame
 */
record Http2Upgrade(byte[] head, byte[] settings) {
    private static final byte[] H2C = Ascii.bytes("h2c");
    private static final byte[] ANSWER =
            Ascii.bytes("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");

    /** What a request asks for; null if it does not, or has a body that would come in between. */
    static @Nullable Http2Upgrade of(RequestHead request) {
        Fields fields = request.fields();
        int settings = fields.find(HeaderName.HTTP2_SETTINGS, 0);
        if (settings < 0 || request.hasBody() || request.isHttp10()) {
            return null;
        }
        int upgrade = fields.find(HeaderName.UPGRADE, 0);
        if (upgrade < 0
                || !fields.valueIs(upgrade, H2C)
                || fields.find(HeaderName.HTTP2_SETTINGS, settings + 1) >= 0
                || !ConnectionOptions.names(fields, upgrade)
                || !ConnectionOptions.names(fields, settings)) {
            return null;
        }
        byte[] payload = decode(fields.value(settings));
        if (payload == null) {
            return null;
        }
        int start = request.methodStart();
        return new Http2Upgrade(Arrays.copyOfRange(request.bytes(), start, start + request.length()), payload);
    }

    private static byte @Nullable [] decode(String text) {
        try {
            byte[] payload = Base64.getUrlDecoder().decode(text);
            return payload.length % 6 == 0 ? payload : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Writes the last words in HTTP/1.1. */
    static void agree(ByteBuf out) {
        out.writeBytes(ANSWER);
    }
}
