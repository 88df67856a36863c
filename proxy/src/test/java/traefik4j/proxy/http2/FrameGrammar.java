package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes up what one side of a connection says, mostly as it should be, with a wrong frame or byte here and there. */
final class FrameGrammar {
    private final SplittableRandom random;
    private final FieldGrammar fields;
    private final ByteBuf out = Unpooled.buffer();

    FrameGrammar(SplittableRandom random) {
        this.random = random;
        fields = new FieldGrammar(random);
    }

    /** Frames, of which the first one says the settings. */
    byte[] frames() throws Http2Exception {
        settings(0);
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            frame();
        }
        byte[] bytes = ByteBufUtil.getBytes(out);
        if (random.nextInt(3) == 0) {
            // Behind the first frame: that it has to be one of settings is the business of whoever uses Netty's reader.
            int at = random.nextInt(out.getUnsignedMedium(0) + Frame.HEADER_SIZE, bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private void frame() throws Http2Exception {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> headers();
            case 3, 4 -> padded(Frame.DATA, random.nextBoolean() ? Frame.END_STREAM : 0, stream(), bytes(40));
            case 5 -> settings(flags());
            case 6 -> frame(Frame.PING, flags(), ofConnection(), bytes(random.nextInt(8) == 0 ? 12 : 9, 8));
            case 7 -> frame(Frame.WINDOW_UPDATE, flags(), random.nextInt(4), number());
            case 8 -> frame(Frame.RST_STREAM, flags(), stream(), number());
            case 9 -> frame(Frame.PRIORITY, flags(), stream(), bytes(random.nextInt(6) == 0 ? 8 : 6, 5));
            case 10 -> frame(Frame.GOAWAY, flags(), ofConnection(), random.nextInt(6) == 0 ? bytes(8) : bytes(20, 8));
            default -> frame(random.nextInt(5, 14), flags(), stream(), bytes(20));
        }
    }

    /** A block of fields, in one frame or in more. */
    private void headers() throws Http2Exception {
        byte[] block = fields.block(fields.fields());
        byte[] sent = random.nextInt(12) == 0 ? fields.spoiled(block) : block;
        int stream = stream();
        int pieces = random.nextInt(4) == 0 ? random.nextInt(1, 40) : 1;
        int size = sent.length / pieces;
        int end = random.nextBoolean() ? Frame.END_STREAM : 0;
        int from = pieces == 1 ? sent.length : size;
        padded(Frame.HEADERS, end | (pieces == 1 ? Frame.END_HEADERS : 0), stream, part(sent, 0, from));
        for (int i = 1; i < pieces; i++) {
            boolean last = i == pieces - 1;
            if (random.nextInt(60) == 0) {
                frame();
            }
            frame(
                    Frame.CONTINUATION,
                    last ? Frame.END_HEADERS : 0,
                    stream,
                    part(sent, from, last ? sent.length : from + size));
            from += size;
        }
    }

    /** A frame that may have padding, and fields before which a priority may stand. */
    private void padded(int type, int flags, int stream, byte[] content) {
        ByteBuf payload = Unpooled.buffer();
        int all = flags;
        int padding = random.nextInt(4) == 0 ? random.nextInt(20) : -1;
        if (padding >= 0) {
            all |= Frame.PADDED;
            payload.writeByte(random.nextInt(10) == 0 ? random.nextInt(256) : padding);
        }
        if (type == Frame.HEADERS && random.nextInt(4) == 0) {
            all |= Frame.WITH_PRIORITY;
            payload.writeInt(random.nextInt(9)).writeByte(random.nextInt(256));
        }
        payload.writeBytes(content).writeZero(Math.max(0, padding));
        frame(type, all, stream, ByteBufUtil.getBytes(payload));
    }

    private void settings(int flags) {
        ByteBuf payload = Unpooled.buffer();
        for (int i = (flags & Frame.ACK) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
            int id = random.nextInt(10);
            payload.writeShort(id).writeInt(out.isReadable() ? value(id) : sound(id));
        }
        frame(Frame.SETTINGS, flags, out.isReadable() ? ofConnection() : 0, ByteBufUtil.getBytes(payload));
    }

    private int value(int id) {
        return random.nextInt(6) == 0 ? random.nextInt() : sound(id);
    }

    private int sound(int id) {
        return switch (id) {
            case Setting.ENABLE_PUSH, Setting.ENABLE_CONNECT_PROTOCOL -> random.nextInt(2);
            case Setting.MAX_FRAME_SIZE -> random.nextInt(Frame.LEAST_MAX_SIZE, 1 << 24);
            default -> random.nextInt(1 << 20);
        };
    }

    private void frame(int type, int flags, int stream, byte[] payload) {
        Frame.writeHeader(out, payload.length, type, flags, stream);
        out.writeBytes(payload);
    }

    private static byte[] part(byte[] all, int from, int to) {
        byte[] part = new byte[to - from];
        System.arraycopy(all, from, part, 0, part.length);
        return part;
    }

    private byte[] number() {
        return random.nextInt(12) == 0 ? bytes(6) : bytes(5, 4);
    }

    private byte[] bytes(int below) {
        return bytes(below, 0);
    }

    private byte[] bytes(int below, int from) {
        byte[] bytes = new byte[random.nextInt(from, below)];
        random.nextBytes(bytes);
        if (random.nextInt(4) == 0) {
            Arrays.fill(bytes, (byte) random.nextInt(2));
        }
        return bytes;
    }

    private int flags() {
        return random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(2);
    }

    private int stream() {
        return random.nextInt(30) == 0 ? 0 : random.nextInt(1, 9);
    }

    private int ofConnection() {
        return random.nextInt(30) == 0 ? 1 : 0;
    }
}
