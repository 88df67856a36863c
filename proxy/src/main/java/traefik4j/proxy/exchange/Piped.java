package traefik4j.proxy.exchange;

import io.netty.channel.FileRegion;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of a body that is in a {@link Pipe}, on its way to a socket; the way Netty writes what is in no buffer. */
public final class Piped extends AbstractReferenceCounted implements FileRegion {
    private final Pipe pipe;
    private final int count;
    private final Runnable gone;
    private @Nullable FileDescriptor socket;
    private int transferred;

    /**
     * So many bytes in a pipe.
     *
     * @param gone is run when they were sent, or never will be
     */
    public Piped(Pipe pipe, int count, Runnable gone) {
        this.pipe = pipe;
        this.count = count;
        this.gone = gone;
    }

    /** Says where to. */
    public Piped to(TcpSocket channel) {
        socket = channel.socket();
        return this;
    }

    /** Hands to the socket what that takes, and returns how much it was. */
    int drain() throws IOException {
        int taken = pipe.drain(Objects.requireNonNull(socket), count - transferred);
        transferred += taken;
        return taken;
    }

    /** Goes nowhere but {@link #to}. */
    @Override
    public long transferTo(WritableByteChannel elsewhere, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void deallocate() {
        gone.run();
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public long transferred() {
        return transferred;
    }

    /** {@inheritDoc} */
    @Deprecated
    @Override
    public long transfered() {
        return transferred;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public FileRegion retain() {
        super.retain();
        return this;
    }

    @Override
    public FileRegion retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }
}
