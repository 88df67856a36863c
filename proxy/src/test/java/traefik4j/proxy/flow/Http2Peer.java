package traefik4j.proxy.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client or a server of HTTP/2 that sends the frames it is told, and reads others. Its fields are packed by Netty. */
final class Http2Peer {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private final RawSocket socket;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final Map<Integer, Response> responses = new LinkedHashMap<>();

    /** What came on a stream. */
    static final class Response {
        private final StringBuilder heads = new StringBuilder();
        private final StringBuilder body = new StringBuilder();
        private boolean ended;
        private int reset = -1;

        /** All fields, a line each, a block behind the other. */
        String heads() {
            return heads.toString();
        }

        String body() {
            return body.toString();
        }

        boolean isEnded() {
            return ended;
        }

        /** The code it was reset with; -1 if it was not. */
        int reset() {
            return reset;
        }
    }

    /** A frame. */
    record Frame(int type, int flags, int stream, byte[] payload) {}

    private Http2Peer(RawSocket socket) {
        this.socket = socket;
    }

    /** A client, which has said hello. */
    static Http2Peer client(RawClient socket) {
        Http2Peer client = new Http2Peer(socket);
        socket.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        client.frame(SETTINGS, 0, 0, new byte[0]);
        return client;
    }

    /** A server, which was said hello to. */
    static Http2Peer server(ScriptedServer.Connection socket) {
        Http2Peer server = new Http2Peer(socket);
        socket.readThrough("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        server.frame(SETTINGS, 0, 0, new byte[0]);
        return server;
    }

    /** Sends a block of fields: names and values in turn. */
    void fields(int stream, boolean end, String... fields) {
        frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(fields));
    }

    /** Sends a frame. */
    void frame(int type, int flags, int stream, byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        out.writeMedium(payload.length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .writeBytes(payload);
        socket.send(ByteBufUtil.getBytes(out));
    }

    /** A block of fields: names and values in turn. */
    byte[] block(String... fields) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        ByteBuf out = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, headers, out);
        } catch (Http2Exception e) {
            throw new IllegalArgumentException(e);
        }
        return ByteBufUtil.getBytes(out);
    }

    /** Sends the head of a request to {@code Host: h}. */
    void request(int stream, boolean end, String method, String path, String... more) {
        String[] fields = new String[8 + more.length];
        String[] pseudo = {":method", method, ":scheme", "http", ":authority", "h", ":path", path};
        System.arraycopy(pseudo, 0, fields, 0, 8);
        System.arraycopy(more, 0, fields, 8, more.length);
        fields(stream, end, fields);
    }

    /** Sends content. */
    void data(int stream, boolean end, String content) {
        frame(DATA, end ? END_STREAM : 0, stream, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Allows so many more bytes. */
    void window(int stream, int increment) {
        frame(WINDOW_UPDATE, 0, stream, Unpooled.copyInt(increment).array());
    }

    /** Says how many bytes each stream may have before it is allowed more. */
    void initialWindow(int size) {
        ByteBuf setting = Unpooled.buffer().writeShort(4).writeInt(size);
        frame(SETTINGS, 0, 0, ByteBufUtil.getBytes(setting));
    }

    /** Reads a frame. */
    Frame read() {
        byte[] head = socket.read(9).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf in = Unpooled.wrappedBuffer(head);
        int length = in.readMedium();
        int type = in.readByte();
        int flags = in.readByte();
        int stream = in.readInt();
        byte[] payload = socket.read(length).getBytes(StandardCharsets.ISO_8859_1);
        Frame frame = new Frame(type, flags, stream, payload);
        note(frame);
        return frame;
    }

    private void note(Frame frame) {
        Response response = responses.computeIfAbsent(frame.stream(), id -> new Response());
        response.ended |= frame.type() <= HEADERS && (frame.flags() & END_STREAM) != 0;
        if (frame.type() == DATA) {
            response.body.append(new String(frame.payload(), StandardCharsets.ISO_8859_1));
        } else if (frame.type() == RST_STREAM) {
            response.reset = Unpooled.wrappedBuffer(frame.payload()).readInt();
        } else if (frame.type() == HEADERS) {
            try {
                decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()))
                        .forEach(field -> response.heads
                                .append(field.getKey())
                                .append(": ")
                                .append(field.getValue())
                                .append('\n'));
            } catch (Http2Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Reads a request until it is complete, as text. */
    String request(int stream) {
        Response request = response(stream);
        return request.heads() + "\n" + request.body();
    }

    /** Reads until the other side has ended a stream. */
    Response response(int stream) {
        while (true) {
            Response response = responses.get(stream);
            if (response != null && (response.ended || response.reset >= 0)) {
                return response;
            }
            read();
        }
    }

    /** Reads up to a frame of this type. */
    Frame readTo(int type) {
        while (true) {
            Frame frame = read();
            if (frame.type() == type) {
                return frame;
            }
        }
    }
}
