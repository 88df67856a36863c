package traefik4j.proxy.exchange;

import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A socket in Linux's epoll, as a channel of Netty. It is made known to the kernel once, with all it waits for then, told of
 * changes when what has happened to it has been seen to, and taken out by the kernel when it is closed: Netty's own sockets ask
 * for each of these, and for three things about each connection that nobody wants to know. A socket that has nothing to wait for
 * waits for errors, of which it is told once; it can wait for more later.
 */
abstract class EpollSocket extends AbstractChannel {
    /** It waits until there is something to be read. */
    static final int TO_READ = 1;

    /** It waits until more can be written, or it is connected. */
    static final int TO_WRITE = 2;

    /** It waits until the peer says that it will say no more, even if what it has said was not read. */
    static final int FOR_END = 4;

    /** What that is for the kernel, in the order of their sums. */
    private static final EpollIoOps[] AWAITED = {
        EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET),
        EpollIoOps.EPOLLIN,
        EpollIoOps.EPOLLOUT,
        EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT),
        EpollIoOps.EPOLLRDHUP,
        EpollIoOps.EPOLLRDHUP.with(EpollIoOps.EPOLLIN),
        EpollIoOps.EPOLLRDHUP.with(EpollIoOps.EPOLLOUT),
        EpollIoOps.EPOLLRDHUP.with(EpollIoOps.EPOLLIN).with(EpollIoOps.EPOLLOUT)
    };

    private static final int NEVER = -1;
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Socket socket;
    private @Nullable IoRegistration registration;
    private int awaited;
    private int known = NEVER;
    private boolean seesToEvent;
    private boolean readPending;
    private volatile boolean active;

    /**
     * One that is not registered yet.
     *
     * @param awaited what it waits for as soon as it is
     */
    EpollSocket(@Nullable Channel parent, Socket socket, boolean active, int awaited) {
        super(parent);
        this.socket = socket;
        this.active = active;
        this.awaited = awaited;
    }

    /** The socket itself. */
    public final Socket socket() {
        return socket;
    }

    // ---- what it waits for

    /** Waits for this as well, from the end of this event on if one is being seen to. */
    final void await(int what) {
        awaited |= what;
        tellKernel();
    }

    /** Waits for this no more. */
    final void leave(int what) {
        awaited &= ~what;
        tellKernel();
    }

    final boolean awaits(int what) {
        return (awaited & what) != 0;
    }

    private void tellKernel() {
        IoRegistration mine = registration;
        if (awaited == known || seesToEvent || mine == null) {
            return;
        }
        known = awaited;
        try {
            mine.submit(AWAITED[awaited]);
        } catch (UncheckedIOException impossible) {
            pipeline().fireExceptionCaught(impossible.getCause());
            unsafe().close(voidPromise());
        }
    }

    // ---- reading

    /** Whether what comes is to be read: always, or the next of it. */
    final boolean isToRead() {
        return readPending || config().isAutoRead();
    }

    /** What somebody asked for has come. */
    final void hasRead() {
        readPending = false;
    }

    /** Whether something may come yet. */
    boolean hasMore() {
        return true;
    }

    @Override
    protected final void doBeginRead() {
        readPending = true;
        if (hasMore()) {
            await(TO_READ);
        }
    }

    /** Nothing more is to be read until somebody asks; may be called by any thread. */
    final void pause() {
        if (!isRegistered()) {
            leave(TO_READ);
        } else if (eventLoop().inEventLoop()) {
            readPending = false;
            leave(TO_READ);
        } else {
            eventLoop().execute(() -> {
                if (!isToRead()) {
                    leave(TO_READ);
                }
            });
        }
    }

    // ---- its life

    /** It is connected, or listens. */
    final void activate() {
        active = true;
    }

    @Override
    public final boolean isActive() {
        return active;
    }

    @Override
    public final boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public final ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected final ChannelId newId() {
        return new Serial(NUMBERS.incrementAndGet());
    }

    @Override
    protected final boolean isCompatible(EventLoop loop) {
        return loop instanceof IoEventLoop own && own.isCompatible(EpollIoHandle.class);
    }

    @Override
    protected abstract Handle newUnsafe();

    @Override
    protected final void doRegister(ChannelPromise promise) {
        ((IoEventLoop) eventLoop()).register((Handle) unsafe()).addListener(done -> {
            if (!done.isSuccess()) {
                promise.setFailure(done.cause());
                return;
            }
            registration = (IoRegistration) done.getNow();
            if (active && !config().isAutoRead()) {
                tellKernel();
            }
            promise.setSuccess();
        });
    }

    @Override
    protected final void doDeregister() {
        IoRegistration mine = registration;
        if (mine != null) {
            registration = null;
            mine.cancel();
        }
    }

    /** Closes the socket first, so that nobody asks the kernel to take it out of epoll, which is done by that. */
    @Override
    protected void doClose() throws IOException {
        active = false;
        try {
            socket.close();
        } finally {
            doDeregister();
        }
    }

    @Override
    protected final void doDisconnect() throws IOException {
        doClose();
    }

    /** Null before it has one, and when it is closed, as its number may be another socket's then. */
    @Override
    protected @Nullable SocketAddress localAddress0() {
        return active && socket.isOpen() ? socket.localAddress() : null;
    }

    /** Something has happened to it, as epoll says it: some of what it waits for, or an error. */
    abstract void ready(int events);

    /** How epoll knows it, and the pipeline what it does. */
    @SuppressWarnings("try") // so Netty has it
    abstract class Handle extends AbstractUnsafe implements EpollIoHandle {
        @Override
        public final Socket fd() {
            return socket;
        }

        /** What comes before it waits for anything happened to the socket before it, which had the same number. */
        @Override
        public final void handle(IoRegistration of, IoEvent event) {
            if (known == NEVER) {
                return;
            }
            seesToEvent = true;
            try {
                ready(((EpollIoEvent) event).ops().value());
            } catch (RuntimeException | Error fault) {
                // for want of memory, say: it is not to end the event loop, and with it all others
                pipeline().fireExceptionCaught(fault);
            } finally {
                seesToEvent = false;
                tellKernel();
            }
        }

        @Override
        public final void close() {
            close(voidPromise());
        }
    }

    /** Which of the sockets it is, in the log and among those of an entry point. */
    private static final class Serial implements ChannelId {
        private static final long serialVersionUID = 1;

        private final int value;

        Serial(int value) {
            this.value = value;
        }

        @Override
        public String asShortText() {
            return Integer.toHexString(value);
        }

        @Override
        public String asLongText() {
            return asShortText();
        }

        @Override
        public int compareTo(ChannelId other) {
            return other instanceof Serial number
                    ? Integer.compareUnsigned(value, number.value)
                    : asLongText().compareTo(other.asLongText());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Serial number && number.value == value;
        }

        @Override
        public int hashCode() {
            return value;
        }
    }
}
