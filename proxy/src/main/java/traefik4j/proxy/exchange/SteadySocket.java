package traefik4j.proxy.exchange;

import static java.util.Objects.requireNonNull;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandler;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A socket that is registered with {@link SteadyEpoll} until it is closed, and waits for something at any time. */
@SuppressWarnings("try") // so Netty has it
class SteadySocket implements EpollIoHandle, IoRegistration {
    private static final EpollIoOps ERRORS_ALONE = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

    private static final EpollIoOps TO_READ_OR_WRITE = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT);

    private static final int READABLE = EpollIoOps.EPOLLIN.value();

    /** In the place of what was asked first when something has been asked of the kernel. */
    private static final IoOps SUBMITTED = new IoOps() {};

    private final EpollIoHandle handle;
    private final Queue<SteadySocket> begun;
    private @Nullable IoRegistration registration;
    private @Nullable IoOps first;
    private @Nullable FileDescriptor left;

    /**
     * One that is not registered yet.
     *
     * @param handle what Netty has for it
     * @param begun those that are to {@link #settle} before the next look at what has happened
     */
    SteadySocket(EpollIoHandle handle, Queue<SteadySocket> begun) {
        this.handle = handle;
        this.begun = begun;
    }

    /** Makes it known to Netty's epoll, which waits for nothing yet. */
    final void registerWith(IoHandler epoll) throws Exception {
        registration = epoll.register(this);
    }

    private IoRegistration registration() {
        return requireNonNull(registration);
    }

    /** Reads what has come; false if that is left to Netty. */
    boolean read() {
        return false;
    }

    // ---- towards Netty's epoll

    @Override
    public final FileDescriptor fd() {
        FileDescriptor closing = left;
        return closing == null ? handle.fd() : closing;
    }

    @Override
    public final void handle(IoRegistration of, IoEvent event) {
        boolean isReadable = ((EpollIoEvent) event).ops().value() == READABLE;
        if (!isReadable || !read()) {
            handle.handle(of, event);
        }
    }

    @Override
    public final void registered() {
        handle.registered();
    }

    @Override
    public final void unregistered() {
        handle.unregistered();
    }

    @Override
    public final void close() throws Exception {
        handle.close();
    }

    // ---- towards Netty's channel

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so Netty has it
    public final <T> T attachment() {
        return registration().attachment();
    }

    @Override
    public final long submit(IoOps ops) {
        if (first != SUBMITTED && !((EpollIoOps) ops).contains(TO_READ_OR_WRITE)) {
            if (first == null) {
                begun.add(this);
            }
            first = ops;
            return ((EpollIoOps) ops).value();
        }
        first = SUBMITTED;
        return registration().submit(EpollIoOps.NONE.equals(ops) ? ERRORS_ALONE : ops);
    }

    /** Waits for what was asked first, if nothing else was asked since. */
    final void settle() {
        IoOps asked = first;
        if (asked != null && asked != SUBMITTED && registration().isValid()) {
            first = SUBMITTED;
            submit(asked);
        }
    }

    @Override
    public final boolean isValid() {
        return registration().isValid();
    }

    /** It is about to be closed, which is all that Netty cancels a registration for. */
    @Override
    public final boolean cancel() {
        left = new Left(handle.fd().intValue());
        return registration().cancel();
    }

    /** One that the kernel is left to take out of epoll. */
    private static final class Left extends FileDescriptor {
        Left(int number) {
            super(number);
        }

        @Override
        public boolean isOpen() {
            return false;
        }
    }
}
