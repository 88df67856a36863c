package traefik4j.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.internal.tcnative.SSL;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection in the memory of BoringSSL: records in and out, from buffers and into buffers that have an address. It is told of an
 * address for the time of a call only, so whoever calls may be called back in between.
 */
final class BoringRecords {
    private static final int RECORD = SSL.SSL_MAX_PLAINTEXT_LENGTH;

    /** What BoringSSL says of its own accord is fetched in parts of this size. */
    private static final int SAID = 2 << 10;

    /** What BoringSSL puts before the first record of ours: tickets. */
    private static final int WITH_TICKETS = 1 << 10;

    /** What it may put before a later one: a change of its key. */
    private static final int KEY_UPDATE = 128;

    private final BoringContext context;
    private final ByteBufAllocator allocator;
    private final long bio;
    private long ssl;
    private int overhead;
    private int before = WITH_TICKETS;
    private int carried;
    private int error;

    BoringRecords(BoringContext context, ByteBufAllocator allocator) {
        this.context = context;
        this.allocator = allocator;
        ssl = context.newConnection();
        bio = SSL.bioNewByteBuffer(ssl, SAID);
    }

    void free() {
        long freed = ssl;
        ssl = 0;
        if (freed != 0) {
            context.free(freed);
        }
    }

    /** Goes on with the handshake; whether it is over. If not, {@link #waits} tells why. */
    boolean handshake(ByteBuf in, Channel channel) {
        map(in);
        int result = context.handshake(ssl, channel);
        unmap(in);
        error = result == 1 ? SSL.SSL_ERROR_NONE : SSL.getError(ssl, result);
        if (result == 1) {
            overhead = SSL.getMaxWrapOverhead(ssl);
        }
        return result == 1;
    }

    /** What is spoken on top of TLS, after the handshake; null for nothing. */
    @Nullable
    String agreedProtocol() {
        return context.agreedProtocol(ssl);
    }

    /** What the records hold of which this is the next part; how it ended say {@link #waits} and {@link #hasEnded}. */
    ByteBuf decrypt(ByteBuf in) {
        int length = in.readableBytes();
        // a record is longer than what is in it, and part of one may have come before
        ByteBuf out = allocator.directBuffer(length + carried);
        error = SSL.SSL_ERROR_NONE;
        map(in);
        do {
            int read = SSL.readFromSSL(ssl, out.memoryAddress() + out.writerIndex(), out.writableBytes());
            if (read > 0) {
                out.writerIndex(out.writerIndex() + read);
            } else {
                error = SSL.getError(ssl, read);
            }
        } while (error == SSL.SSL_ERROR_NONE && SSL.bioLengthByteBuffer(bio) > 0);
        unmap(in);
        carried = error == SSL.SSL_ERROR_WANT_READ ? Math.min(carried + length, SSL.SSL_MAX_RECORD_LENGTH) : 0;
        return out;
    }

    /** Whether it goes on as soon as more comes, or as soon as what it {@link #says} is taken. */
    boolean waits() {
        return error == SSL.SSL_ERROR_NONE || error == SSL.SSL_ERROR_WANT_READ || error == SSL.SSL_ERROR_WANT_WRITE;
    }

    /** Whether it waits for what it {@link #says} to be taken. */
    boolean waitsForRoom() {
        return error == SSL.SSL_ERROR_WANT_WRITE;
    }

    /** Whether the client has said that it sends no more. */
    boolean hasEnded() {
        return error == SSL.SSL_ERROR_ZERO_RETURN;
    }

    /** Why it does not go on. */
    String reason() {
        String reason = SSL.getErrorString(SSL.getLastErrorNumber());
        SSL.clearError();
        return reason;
    }

    /**
     * A piece in records.
     *
     * @param piece is read, not released
     * @throws SSLException if BoringSSL refuses
     */
    ByteBuf encrypt(ByteBuf piece) throws SSLException {
        int length = piece.readableBytes();
        ByteBuf out = allocator.directBuffer(length + (length / RECORD + 1) * overhead + before);
        before = KEY_UPDATE;
        long from = piece.memoryAddress() + piece.readerIndex();
        error = SSL.SSL_ERROR_NONE;
        for (int done = 0; done < length && waits(); ) {
            if (error == SSL.SSL_ERROR_WANT_WRITE) {
                out.capacity(out.capacity() + RECORD);
            }
            SSL.bioSetByteBuffer(bio, out.memoryAddress() + out.writerIndex(), out.writableBytes(), true);
            int written = 1;
            while (done < length && written > 0) {
                written = SSL.writeToSSL(ssl, from + done, Math.min(RECORD, length - done));
                done += Math.max(0, written);
            }
            error = written > 0 ? SSL.SSL_ERROR_NONE : SSL.getError(ssl, written);
            out.writerIndex(out.capacity() - SSL.bioLengthByteBuffer(bio));
            SSL.bioClearByteBuffer(bio);
        }
        if (!waits()) {
            out.release();
            throw new SSLException("a record could not be written: " + reason());
        }
        return out;
    }

    /** What BoringSSL has to say by itself, or the next part of it; null for nothing. */
    @Nullable
    ByteBuf says() {
        int length = SSL.bioLengthNonApplication(bio);
        if (length <= 0) {
            return null;
        }
        ByteBuf out = allocator.directBuffer(length);
        SSL.bioSetByteBuffer(bio, out.memoryAddress(), length, true);
        out.writerIndex(SSL.bioFlushByteBuffer(bio));
        SSL.bioClearByteBuffer(bio);
        return out;
    }

    /** Has it say that nothing will follow. */
    void finish() {
        SSL.shutdownSSL(ssl);
        SSL.clearError();
    }

    private void map(ByteBuf in) {
        SSL.bioSetByteBuffer(bio, in.memoryAddress() + in.readerIndex(), in.readableBytes(), false);
    }

    private void unmap(ByteBuf in) {
        in.readerIndex(in.writerIndex() - SSL.bioLengthByteBuffer(bio));
        SSL.bioClearByteBuffer(bio);
    }
}
