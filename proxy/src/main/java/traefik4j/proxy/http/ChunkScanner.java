package traefik4j.proxy.http;

import io.netty.buffer.ByteBuf;

/**
 * Follows a body in chunked coding as its bytes pass (RFC 9112 §7.1), without copying any. Strict: CR LF only, up to 15
 * digits, extensions of visible characters, a limit for what is neither data nor size.
 */
public final class ChunkScanner {
    private static final int MAX_LINE = 4096;
    private static final int MAX_DIGITS = 15;

    /** Where in the coding the next byte stands. */
    private enum State {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER,
        TRAILER_LF,
        LAST_LF,
        END,
        BROKEN
    }

    private State state = State.SIZE;
    private long left;
    private int digits;
    private int lineLength;
    private int dataFrom;
    private int dataTo;

    /** Begins a new body. */
    public void reset() {
        state = State.SIZE;
        left = 0;
        digits = 0;
        lineLength = 0;
    }

    /** Whether the body is complete, trailers included. */
    public boolean isEnd() {
        return state == State.END;
    }

    /** Whether what came is no chunked coding. */
    public boolean isBroken() {
        return state == State.BROKEN;
    }

    /** Whether the last chunk has come, and what follows are trailers. */
    public boolean isInTrailers() {
        return state.compareTo(State.TRAILER_START) >= 0 && state != State.BROKEN;
    }

    /** Where the data begins that the last step of {@link #next} found. */
    public int dataFrom() {
        return dataFrom;
    }

    /** Where the data ends that the last step of {@link #next} found. */
    public int dataTo() {
        return dataTo;
    }

    /** Follows all of a range; returns the index after the body's end, or {@code to} if it goes on. */
    public int scan(ByteBuf buffer, int from, int to) {
        int i = from;
        while (i < to && state.compareTo(State.END) < 0) {
            i = step(buffer, i, to);
        }
        return i;
    }

    /**
     * Follows a range until the trailers begin.
     *
     * @return the index after the line of the last chunk, or {@code to} if there are more chunks
     */
    public int scanToTrailers(ByteBuf buffer, int from, int to) {
        int i = from;
        while (i < to && state.compareTo(State.TRAILER_START) < 0) {
            i = step(buffer, i, to);
        }
        return i;
    }

    /**
     * Follows a range up to the end of the next piece of data, which is then between {@link #dataFrom} and {@link
     * #dataTo}; both are equal if there was none. It stops once where the trailers begin.
     *
     * @return where to go on
     */
    public int next(ByteBuf buffer, int from, int to) {
        int i = from;
        dataFrom = from;
        dataTo = from;
        if (isInTrailers()) {
            return scan(buffer, from, to);
        }
        while (i < to && state.compareTo(State.TRAILER_START) < 0) {
            boolean data = state == State.DATA;
            int after = step(buffer, i, to);
            if (data) {
                dataFrom = i;
                dataTo = after;
                return after;
            }
            i = after;
        }
        return i;
    }

    private int step(ByteBuf buffer, int i, int to) {
        if (state == State.DATA) {
            int end = (int) Math.min(to, i + left);
            left -= end - i;
            if (left == 0) {
                state = State.DATA_CR;
            }
            return end;
        }
        byte b = buffer.getByte(i);
        if (++lineLength > MAX_LINE) {
            state = State.BROKEN;
        }
        state = switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> b == '\r' ? State.SIZE_LF : Ascii.isFieldText(b) ? State.EXTENSION : State.BROKEN;
            case SIZE_LF -> b == '\n' ? afterSize() : State.BROKEN;
            case DATA_CR -> b == '\r' ? State.DATA_LF : State.BROKEN;
            case DATA_LF -> b == '\n' ? beginSize() : State.BROKEN;
            case TRAILER_START -> b == '\r' ? State.LAST_LF : Ascii.isToken(b) ? State.TRAILER_NAME : State.BROKEN;
            case TRAILER_NAME -> b == ':' ? State.TRAILER : Ascii.isToken(b) ? State.TRAILER_NAME : State.BROKEN;
            case TRAILER -> b == '\r' ? State.TRAILER_LF : Ascii.isFieldText(b) ? State.TRAILER : State.BROKEN;
            case TRAILER_LF -> b == '\n' ? State.TRAILER_START : State.BROKEN;
            case LAST_LF -> b == '\n' ? State.END : State.BROKEN;
            case DATA, END, BROKEN -> state;
        };
        return i + 1;
    }

    private State size(byte b) {
        int digit = Ascii.hex(b);
        if (digit >= 0) {
            left = left << 4 | digit;
            return ++digits > MAX_DIGITS ? State.BROKEN : State.SIZE;
        }
        if (digits == 0) {
            return State.BROKEN;
        }
        return b == '\r' ? State.SIZE_LF : b == ';' || b == ' ' || b == '\t' ? State.EXTENSION : State.BROKEN;
    }

    private State afterSize() {
        lineLength = 0;
        return left == 0 ? State.TRAILER_START : State.DATA;
    }

    private State beginSize() {
        left = 0;
        digits = 0;
        lineLength = 0;
        return State.SIZE;
    }
}
