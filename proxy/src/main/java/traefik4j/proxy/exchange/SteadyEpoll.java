package traefik4j.proxy.exchange;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll, in which a socket stays registered until it is closed. Netty 4.2.18 takes one out of epoll when there is
 * nothing to wait for, and then cannot wait for anything again: a client that says no more, and whose answer does not fit
 * into its socket, would lose the rest. Such a socket waits for errors here, and is told of each but once.
 *
 * <p>It also saves two of the system calls that each connection takes there: a new socket is registered for all it waits for
 * at once, and a socket that is about to be closed is not taken out before, as the kernel does that when it closes it.
 */
final class SteadyEpoll implements IoHandler {
    private static final EpollIoOps ERRORS_ALONE = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

    private static final EpollIoOps TO_READ_OR_WRITE = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT);

    private static final int READABLE = EpollIoOps.EPOLLIN.value();

    private final IoHandler epoll;
    private final Queue<Registration> begun = new ArrayDeque<>();

    private SteadyEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    /** Makes one for each event loop. */
    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new SteadyEpoll(factory.newHandler(executor));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        for (Registration next = begun.poll(); next != null; next = begun.poll()) {
            next.settle();
        }
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        Socket socket = new Socket((EpollIoHandle) handle);
        return new Registration(socket, epoll.register(socket));
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    /** What is known about a socket until it is closed. */
    @SuppressWarnings("try") // so Netty has it
    private static final class Socket implements EpollIoHandle {
        private final EpollIoHandle inner;
        private final @Nullable HeadReads heads;
        private @Nullable FileDescriptor left;

        Socket(EpollIoHandle inner) {
            this.inner = inner;
            heads = inner instanceof Channel.Unsafe unsafe
                    ? HeadReads.of(unsafe.voidPromise().channel())
                    : null;
        }

        /** It is about to be closed, which is all that Netty cancels a registration for. */
        void leave() {
            left = new Left(inner.fd().intValue());
        }

        @Override
        public FileDescriptor fd() {
            FileDescriptor closing = left;
            return closing == null ? inner.fd() : closing;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            boolean isReadable = ((EpollIoEvent) event).ops().value() == READABLE;
            if (!isReadable || heads == null || !heads.read()) {
                inner.handle(registration, event);
            }
        }

        @Override
        public void registered() {
            inner.registered();
        }

        @Override
        public void unregistered() {
            inner.unregistered();
        }

        @Override
        public void close() throws Exception {
            inner.close();
        }
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

    /** A socket that waits for something at any time. */
    private final class Registration implements IoRegistration {
        private final Socket socket;
        private final IoRegistration inner;
        private @Nullable IoOps first;
        private boolean submitted;

        Registration(Socket socket, IoRegistration inner) {
            this.socket = socket;
            this.inner = inner;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // so Netty has it
        public <T> T attachment() {
            return inner.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            if (!submitted && !((EpollIoOps) ops).contains(TO_READ_OR_WRITE)) {
                if (first == null) {
                    begun.add(this);
                }
                first = ops;
                return ((EpollIoOps) ops).value();
            }
            submitted = true;
            return inner.submit(EpollIoOps.NONE.equals(ops) ? ERRORS_ALONE : ops);
        }

        /** Waits for what was asked first, if nothing else was asked since. */
        void settle() {
            IoOps asked = first;
            if (!submitted && asked != null && inner.isValid()) {
                submitted = true;
                submit(asked);
            }
        }

        @Override
        public boolean isValid() {
            return inner.isValid();
        }

        @Override
        public boolean cancel() {
            socket.leave();
            return inner.cancel();
        }
    }
}
