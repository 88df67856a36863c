package traefik4j.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads messages with Netty's own decoder at its strictest, into texts that can be compared with {@link OwnReading}. */
final class NettyReading {
    private static final HttpDecoderConfig STRICT = new HttpDecoderConfig()
            .setMaxInitialLineLength(64 << 10)
            .setMaxHeaderSize(64 << 10)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true)
            .setAllowDuplicateContentLengths(false);

    private NettyReading() {}

    /** The requests in these bytes, up to the first one that is refused or incomplete. */
    static List<String> requests(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(STRICT));
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        return read(channel);
    }

    /** The response in these bytes; their end is the end of the connection. */
    static List<String> response(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder(STRICT));
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        channel.finish();
        List<String> all = read(channel);
        return all.subList(0, Math.min(1, all.size()));
    }

    private static List<String> read(EmbeddedChannel channel) {
        List<String> all = new ArrayList<>();
        StringBuilder text = null;
        for (Object part; (part = channel.readInbound()) != null; ) {
            if (part instanceof HttpMessage message) {
                if (message.decoderResult().isFailure()) {
                    all.add(Reading.REFUSED);
                    text = null;
                    break;
                }
                text = head(message);
            } else if (part instanceof HttpContent content && text != null) {
                text.append(content.content().toString(StandardCharsets.ISO_8859_1));
                content.release();
                if (content.decoderResult().isFailure()) {
                    all.add(text.append(Reading.REFUSED).toString());
                    text = null;
                    break;
                }
                if (content instanceof LastHttpContent) {
                    all.add(text.toString());
                    text = null;
                }
            }
        }
        if (text != null) {
            all.add(text.append(Reading.OPEN).toString());
        }
        channel.finishAndReleaseAll();
        return all;
    }

    private static StringBuilder head(HttpMessage message) {
        StringBuilder text = new StringBuilder();
        if (message instanceof HttpRequest request) {
            text.append(request.method())
                    .append(' ')
                    .append(request.uri())
                    .append(' ')
                    .append(request.protocolVersion());
        } else if (message instanceof HttpResponse response) {
            text.append(response.status().code()).append(response.status().reasonPhrase());
        }
        message.headers()
                .forEach(field ->
                        text.append('\n').append(field.getKey()).append(':').append(field.getValue()));
        return text.append("\n\n");
    }
}
