package traefik4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.security.SecureRandom;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import traefik4j.config.Limits;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;
import traefik4j.proxy.http.ResponseWriter;
import traefik4j.proxy.http2.HpackDecoder;
import traefik4j.proxy.http2.HpackEncoder;
import traefik4j.proxy.http2.RequestBlock;

/** Fields of HTTP/2: blocks read into heads, and heads written as blocks. */
@State(Scope.Thread)
public class FieldCompression extends Measured {
    private static final HeadEdits NO_EDITS = new HeadEdits();

    private final HpackDecoder decoder = new HpackDecoder();
    private final HpackEncoder encoder = new HpackEncoder();
    private final RequestBlock request = new RequestBlock(Limits.DEFAULT.maxHeaderBytes(), SecureRandom::new);
    private final ResponseHead response = new ResponseHead();
    private final byte[] head = new byte[16 << 10];
    private final byte[] block = new byte[16 << 10];
    private byte[] unknown = new byte[0];
    private byte[] known = new byte[0];

    /** Which messages; the big ones have no room in the table. */
    @Param({"SMALL", "BROWSER"})
    public Sample sample = Sample.SMALL;

    /** Has Netty compress the request as the first one of a connection, and as a later one. */
    @Setup
    public void compress() throws Http2Exception {
        Http2Headers headers = headers();
        DefaultHttp2HeadersEncoder netty = new DefaultHttp2HeadersEncoder((name, value) -> false, true, 64, 0);
        unknown = compressed(netty, headers);
        known = compressed(netty, headers);
        byte[] bytes = sample.response();
        new ResponseParser(Limits.DEFAULT.maxHeaderCount()).parse(bytes, 0, bytes.length, response);
        readUnknown();
        if (readKnown() != RequestBlock.Outcome.REQUEST) {
            throw new IllegalStateException(sample + " is refused");
        }
    }

    private Http2Headers headers() {
        byte[] bytes = sample.request();
        var http1 = Nobody.asks(bytes).request();
        Http2Headers headers = new DefaultHttp2Headers()
                .method(http1.method())
                .scheme("https")
                .authority(http1.host())
                .path(http1.target());
        Fields fields = http1.fields();
        for (int i = 0; i < fields.count(); i++) {
            String name = fields.name(i).toLowerCase(Locale.ROOT);
            if (!name.equals("host") && !name.equals("connection")) {
                headers.add(name, fields.value(i));
            }
        }
        return headers;
    }

    private static byte[] compressed(DefaultHttp2HeadersEncoder netty, Http2Headers headers) throws Http2Exception {
        ByteBuf out = Unpooled.buffer();
        netty.encodeHeaders(1, headers, out);
        return ByteBufUtil.getBytes(out);
    }

    /** Fields in Huffman code that are to be remembered, as the first request of a connection has them. */
    @Benchmark
    public RequestBlock.Outcome readUnknown() {
        return read(unknown);
    }

    /** Fields by their numbers, as later requests have them. */
    @Benchmark
    public RequestBlock.Outcome readKnown() {
        return read(known);
    }

    private RequestBlock.Outcome read(byte[] fields) {
        request.begin(head);
        decoder.decode(fields, 0, fields.length, request);
        return request.finish(true);
    }

    /** The head of a response. */
    @Benchmark
    public int writeResponse() {
        encoder.begin(block);
        encoder.status(response.status());
        Fields fields = response.fields();
        byte[] bytes = fields.bytes();
        for (int i = 0; i < fields.count(); i++) {
            if (ResponseWriter.keeps(response, NO_EDITS, i)) {
                encoder.field(
                        bytes, fields.lineStart(i), fields.nameEnd(i), bytes, fields.valueStart(i), fields.valueEnd(i));
            }
        }
        return encoder.length();
    }
}
