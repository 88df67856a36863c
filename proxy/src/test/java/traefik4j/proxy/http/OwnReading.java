package traefik4j.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import traefik4j.config.Limits;

/** Reads messages as the proxy does, into texts that can be compared with {@link NettyReading}. */
final class OwnReading {
    private final RequestParser requests = new RequestParser(Limits.DEFAULT);
    private final ResponseParser responses = new ResponseParser(Limits.DEFAULT.maxHeaderCount());
    private final RequestHead request = new RequestHead();
    private final ResponseHead response = new ResponseHead();
    private final ChunkScanner chunks = new ChunkScanner();
    private int stoppedAt;

    /** The requests in these bytes, up to the first one that is refused or incomplete. */
    List<String> requests(byte[] bytes) {
        List<String> all = new ArrayList<>();
        for (int at = 0; at >= 0 && at < bytes.length; ) {
            stoppedAt = at;
            int length = requests.parse(bytes, at, bytes.length, request);
            if (length < 0) {
                all.add(Reading.REFUSED);
            }
            if (length <= 0) {
                // Of a head that has only begun Netty says nothing either.
                break;
            }
            StringBuilder text = new StringBuilder()
                    .append(request.method())
                    .append(' ')
                    .append(request.target())
                    .append(request.isHttp10() ? " HTTP/1.0" : " HTTP/1.1");
            fields(request.fields(), text);
            at = request.isChunked()
                    ? chunked(bytes, at + length, text)
                    : sized(bytes, at + length, request.contentLength(), text);
            all.add(text.toString());
        }
        return all;
    }

    /** Where the message begins at which the last reading stopped. */
    int stoppedAt() {
        return stoppedAt;
    }

    /** The response in these bytes; their end is the end of the connection. */
    List<String> response(byte[] bytes) {
        stoppedAt = 0;
        int length = responses.parse(bytes, 0, bytes.length, response);
        if (length <= 0) {
            return List.of(Reading.REFUSED);
        }
        String line = Ascii.text(bytes, response.statusStart(), response.statusLineEnd());
        StringBuilder text =
                new StringBuilder(line.substring(0, 3)).append(line.substring(3).strip());
        fields(response.fields(), text);
        body(bytes, length, text);
        return List.of(text.toString());
    }

    private void body(byte[] bytes, int at, StringBuilder text) {
        if (response.isBodiless(false)) {
            text.append("\n\n");
        } else if (response.isChunked()) {
            chunked(bytes, at, text);
        } else {
            long length = response.contentLength();
            sized(bytes, at, length < 0 ? bytes.length - at : length, text);
        }
    }

    private static void fields(Fields fields, StringBuilder text) {
        for (int i = 0; i < fields.count(); i++) {
            text.append('\n').append(fields.name(i)).append(':').append(fields.value(i));
        }
    }

    private static int sized(byte[] bytes, int at, long length, StringBuilder text) {
        int end = (int) Math.min(bytes.length, at + length);
        text.append("\n\n").append(Ascii.text(bytes, at, end));
        if (end - at == length) {
            return end;
        }
        text.append(Reading.OPEN);
        return -1;
    }

    private int chunked(byte[] bytes, int from, StringBuilder text) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        chunks.reset();
        text.append("\n\n");
        int at = from;
        while (at < bytes.length && !chunks.isEnd() && !chunks.isBroken()) {
            at = chunks.next(buffer, at, bytes.length);
            text.append(Ascii.text(bytes, chunks.dataFrom(), chunks.dataTo()));
        }
        if (chunks.isEnd()) {
            return at;
        }
        text.append(chunks.isBroken() ? Reading.REFUSED : Reading.OPEN);
        return -1;
    }
}
