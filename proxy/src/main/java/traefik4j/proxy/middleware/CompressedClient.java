package traefik4j.proxy.middleware;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.PassingClient;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.RewrittenHead;

/**
 * The client of an exchange that accepts a coding. A response whose length is unknown is held back until it is worth
 * compressing, is sent on by the server, or ends.
 */
final class CompressedClient extends PassingClient implements ExchangeListener {
    private static final int WORTH_IT = 512;

    /** What is done with the response. */
    private enum State {
        PASSING,
        HOLDING,
        COMPRESSING
    }

    private final Coding coding;
    private final ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    private State state = State.PASSING;
    private boolean streamed;
    private @Nullable ResponseHead head;
    private @Nullable ByteBuf held;
    private @Nullable ByteBuf made;
    private @Nullable OutputStream encoder;

    CompressedClient(Exchange exchange, Coding coding) {
        super(exchange.client());
        this.coding = coding;
    }

    @Override
    public boolean takesChunkedCoding() {
        return state == State.PASSING && super.takesChunkedCoding();
    }

    @Override
    public void head(ResponseHead given) {
        long length = given.contentLength();
        boolean isShort = length >= 0 && length < WORTH_IT;
        if (isShort || !Compressible.is(given)) {
            super.head(given);
            return;
        }
        head = given;
        streamed = length < 0;
        state = State.HOLDING;
        if (!streamed) {
            compress();
        }
    }

    /** Sends the head of the compressed response, and begins. */
    private void compress() {
        ResponseHead original = head;
        if (original == null) {
            return;
        }
        state = State.COMPRESSING;
        super.head(Compressible.compressed(original, coding));
        ByteBuf before = held;
        held = null;
        if (before != null) {
            encode(before);
        }
    }

    @Override
    public void body(ByteBuf part) {
        switch (state) {
            case PASSING -> super.body(part);
            case COMPRESSING -> encode(part);
            case HOLDING -> hold(part);
        }
    }

    private void hold(ByteBuf part) {
        ByteBuf all = held == null ? allocator.heapBuffer(WORTH_IT) : held;
        held = all.writeBytes(part);
        part.release();
        if (all.readableBytes() >= WORTH_IT) {
            compress();
        }
    }

    private void encode(ByteBuf part) {
        try {
            part.readBytes(encoder(), part.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            part.release();
        }
        pass();
    }

    private OutputStream encoder() throws IOException {
        if (encoder == null) {
            ByteBuf target = allocator.buffer();
            made = target;
            encoder = coding.into(new ByteBufOutputStream(target));
        }
        return encoder;
    }

    /** Passes on what the encoder has made until now. */
    private void pass() {
        ByteBuf all = made;
        if (all != null && all.isReadable()) {
            super.body(allocator.buffer(all.readableBytes()).writeBytes(all));
            all.clear();
        }
    }

    @Override
    public void flush() {
        if (state == State.HOLDING) {
            compress();
        }
        if (state == State.COMPRESSING && streamed && encoder != null) {
            try {
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            pass();
        }
        super.flush();
    }

    @Override
    public void end() {
        if (state == State.HOLDING) {
            endUncompressed();
            return;
        }
        if (state == State.COMPRESSING) {
            try {
                encoder().close();
                encoder = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            pass();
        }
        super.end();
    }

    /** The response was short after all: it goes on as it is, and its length is known now. */
    private void endUncompressed() {
        ResponseHead original = head;
        ByteBuf all = held;
        held = null;
        if (original != null) {
            int length = all == null ? 0 : all.readableBytes();
            super.head(new RewrittenHead(original)
                    .without(HeaderName.TRANSFER_ENCODING)
                    .with(HeaderName.CONTENT_LENGTH, Integer.toString(length))
                    .build());
        }
        if (all != null) {
            super.body(all);
        }
        super.end();
    }

    /** The exchange is over, however it went: nothing of this is left. */
    @Override
    public void ended(Exchange over, int status, boolean complete) {
        release(held);
        held = null;
        OutputStream open = encoder;
        encoder = null;
        if (open != null) {
            close(open);
        }
        release(made);
        made = null;
    }

    private static void close(OutputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
    }
}
