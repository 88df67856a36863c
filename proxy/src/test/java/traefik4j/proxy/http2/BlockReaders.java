package traefik4j.proxy.http2;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import traefik4j.proxy.http.Ascii;

/** Reads the blocks of one connection, one after the other, as the proxy does and as Netty does. */
final class BlockReaders {
    private static final long NO_LIMIT = 1 << 20;

    private BlockReaders() {}

    static DefaultHttp2HeadersDecoder netty() {
        return new DefaultHttp2HeadersDecoder(false, NO_LIMIT);
    }

    static Heard byUs(List<byte[]> blocks) {
        HpackDecoder decoder = new HpackDecoder();
        List<String> lines = new ArrayList<>();
        try {
            for (byte[] block : blocks) {
                lines.add(byUs(decoder, block, block.length));
            }
            return new Heard(lines, "");
        } catch (Http2Fault fault) {
            return new Heard(lines, String.valueOf(fault.getMessage()));
        }
    }

    static String byUs(HpackDecoder decoder, byte[] block, int length) {
        List<String> fields = new ArrayList<>();
        decoder.decode(
                block,
                0,
                length,
                (name, nameFrom, nameTo, value, from, to) ->
                        fields.add(Ascii.text(name, nameFrom, nameTo) + ": " + Ascii.text(value, from, to)));
        return Heard.fields(fields);
    }

    static Heard byNetty(List<byte[]> blocks) {
        DefaultHttp2HeadersDecoder decoder = netty();
        List<String> lines = new ArrayList<>();
        try {
            for (byte[] block : blocks) {
                lines.add(fields(decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block))));
            }
            return new Heard(lines, "");
        } catch (Http2Exception refused) {
            return new Heard(lines, String.valueOf(refused.getMessage()));
        }
    }

    /** What Netty has read. */
    static String fields(Http2Headers headers) {
        List<String> fields = new ArrayList<>();
        headers.forEach(field -> fields.add(field.getKey() + ": " + field.getValue()));
        return Heard.fields(fields);
    }
}
