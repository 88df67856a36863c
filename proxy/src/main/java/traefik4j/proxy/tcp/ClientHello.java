package traefik4j.proxy.tcp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first message of TLS, put together out of however many records and reads it comes in (RFC 8446 §5.1). It never
 * takes a byte away, and looks at each once.
 */
final class ClientHello {
    /** Far more than any client needs, with keys that are safe from quantum computers. */
    private static final int MOST = 16 << 10;

    /** Into how many records it may be cut. */
    private static final int MOST_RECORDS = 2048;

    private static final int RECORD_HEAD = 5;
    private static final int MESSAGE_HEAD = 4;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;

    /** What is known about a connection. */
    enum State {
        /** Too little has come. */
        MORE,
        /** It begins with something else than TLS. */
        OTHER,
        /** It begins like TLS, and is none. */
        BROKEN,
        /** The message is there. */
        COMPLETE
    }

    private byte[] message = new byte[512];
    private int length;
    private int at;
    private int leftInRecord;
    private int records;
    private State state = State.MORE;
    private @Nullable String serverName;

    /**
     * Goes on reading.
     *
     * @param received all that came until now, beginning with the first byte of the connection
     */
    State read(ByteBuf received) {
        while (state == State.MORE && at < received.readableBytes()) {
            if (leftInRecord == 0 && !beginRecord(received)) {
                break;
            }
            take(received);
        }
        return state;
    }

    /** The name the client asks for, in lower case and without a dot at its end; null if it names none. */
    @Nullable
    String serverName() {
        return serverName;
    }

    /** Whether there is a whole head of a record; what cannot become one is noticed at its first wrong byte. */
    private boolean beginRecord(ByteBuf received) {
        int from = received.readerIndex() + at;
        int there = received.readableBytes() - at;
        if (received.getByte(from) != HANDSHAKE || there > 1 && received.getByte(from + 1) != 3) {
            state = at == 0 ? State.OTHER : State.BROKEN;
            return false;
        }
        if (there < RECORD_HEAD) {
            return false;
        }
        leftInRecord = received.getUnsignedShort(from + 3);
        if (leftInRecord == 0 || leftInRecord > 1 << 14 || ++records > MOST_RECORDS) {
            state = State.BROKEN;
            return false;
        }
        at += RECORD_HEAD;
        return true;
    }

    private void take(ByteBuf received) {
        int wanted = length < MESSAGE_HEAD ? MESSAGE_HEAD - length : end() - length;
        int count = Math.min(Math.min(received.readableBytes() - at, leftInRecord), wanted);
        if (length + count > message.length) {
            message = Arrays.copyOf(message, Math.max(length + count, Math.min(2 * message.length, end())));
        }
        received.getBytes(received.readerIndex() + at, message, length, count);
        length += count;
        at += count;
        leftInRecord -= count;
        if (length > 0 && message[0] != CLIENT_HELLO || length >= MESSAGE_HEAD && end() > MOST) {
            state = State.BROKEN;
        } else if (length >= MESSAGE_HEAD && length == end()) {
            finish();
        }
    }

    /** Where the message ends, once its head is there. */
    private int end() {
        return MESSAGE_HEAD + ((message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | message[3] & 0xff);
    }

    private void finish() {
        try {
            serverName = new HelloFields(message, MESSAGE_HEAD, length).serverName();
            state = State.COMPLETE;
        } catch (HelloFields.Malformed e) {
            state = State.BROKEN;
        }
    }
}
