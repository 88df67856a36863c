package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.UncheckedBooleanSupplier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/**
 * A connection by TCP, on Linux. Where the head of a message is expected, with a small body behind it most often, it is read into
 * a buffer of which it is known that it will do, straight to the {@link Receiver}; everything else, and what goes on, is read
 * as Netty does it, with its guesses and through its pipeline, which is made for streams and takes a fiftieth of the time of a
 * small request.
 */
public final class TcpSocket extends EpollSocket implements DuplexChannel {
    private static final int READABLE = EpollIoOps.EPOLLIN.value();
    private static final int WRITABLE = EpollIoOps.EPOLLOUT.value();
    private static final int FAILED = EpollIoOps.EPOLLERR.value();
    private static final int ENDED = EpollIoOps.EPOLLRDHUP.value();
    private static final int MUCH = 16 << 10;

    private final TcpOptions config = new TcpOptions(this);
    private @Nullable SocketAddress remote;
    private @Nullable Attempt attempt;
    private volatile boolean inputOver;
    private boolean peerEnded;
    private boolean much;
    private boolean wasLittle;

    /** One that is to be connected. */
    TcpSocket() {
        super(null, Socket.newSocketStream(), false, FOR_END);
        try {
            socket().setTcpNoDelay(true);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    /** One that was accepted. */
    TcpSocket(TcpListener listener, Socket socket, InetSocketAddress remote) {
        super(listener, socket, true, FOR_END);
        this.remote = remote;
    }

    @Override
    public TcpOptions config() {
        return config;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return remote;
    }

    // ---- what happens to it

    @Override
    void ready(int events) {
        if (events == READABLE && readHead()) {
            return;
        }
        if ((events & (WRITABLE | FAILED)) != 0) {
            writable();
        }
        if ((events & ENDED) != 0) {
            leave(FOR_END);
            peerEnded = true;
        }
        if ((events & (READABLE | FAILED)) != 0 || hasLeft()) {
            readable();
        }
    }

    private void writable() {
        Attempt current = attempt;
        if (current != null) {
            current.goOn();
        } else {
            ((Operations) unsafe()).writeMore();
        }
    }

    // ---- reading

    @Override
    boolean hasMore() {
        return !inputOver;
    }

    /** Reads once, if a head is expected; false if the rest is to be done as for everything else. */
    private boolean readHead() {
        ChannelHandlerContext first = pipeline().firstContext();
        if (first == null || !(first.handler() instanceof Receiver receiver) || !receiver.expectsHead() || inputOver) {
            return false;
        }
        ByteBuf in = receiver.worker().takeForRead(alloc(), much ? MUCH : Spares.SIZE);
        int room = in.writableBytes();
        int count = 0;
        try {
            if (in.hasMemoryAddress()) {
                count = socket().recvAddress(in.memoryAddress(), 0, room);
            }
        } catch (IOException | NotYetConnectedException broken) {
            in.release();
            pipeline().fireExceptionCaught(broken);
            unsafe().close(voidPromise());
            return true;
        }
        if (count <= 0) {
            in.release(); // nothing, or the end
            return false;
        }
        hasRead();
        adapt(count, room);
        pass(first, receiver, in.writerIndex(count), count == room);
        return count < room || !isOpen();
    }

    /** Takes the large buffer when the small one was full, and the small one when it would have done twice. */
    private void adapt(int count, int room) {
        boolean little = count <= Spares.SIZE;
        much = count == room || much && !(little && wasLittle);
        wasLittle = little;
    }

    private void pass(ChannelHandlerContext first, Receiver receiver, ByteBuf in, boolean goesOn) {
        try {
            receiver.channelRead(first, in);
            if (goesOn) {
                return;
            }
            if (first.isRemoved()) {
                pipeline().fireChannelReadComplete();
            } else {
                receiver.channelReadComplete(first);
            }
        } catch (Exception | Error fault) {
            pipeline().fireExceptionCaught(fault);
        }
    }

    /**
     * Whether it is a client that will say no more. What it has said is read then even if nothing is wanted now: it may have
     * left in the middle, and a server that is stuck would be waited for in vain. What a server has said at last can wait.
     */
    private boolean hasLeft() {
        return peerEnded && parent() != null;
    }

    /** Reads what has come, as much of it as is wanted, up to the end if there is one. */
    private void readable() {
        if (inputOver || !isOpen()) {
            leave(TO_READ);
            return;
        }
        RecvByteBufAllocator.ExtendedHandle guess = (RecvByteBufAllocator.ExtendedHandle) unsafe().recvBufAllocHandle();
        guess.reset(config);
        try {
            boolean ends = read(guess);
            guess.readComplete();
            pipeline().fireChannelReadComplete();
            if (ends) {
                endInput();
            }
        } catch (Throwable failure) {
            failed(failure, guess);
        } finally {
            if (!isToRead()) {
                leave(TO_READ);
            }
        }
    }

    /** Whether that was the end. */
    private boolean read(RecvByteBufAllocator.ExtendedHandle guess) throws IOException {
        int count;
        int room;
        do {
            ByteBuf in = guess.allocate(alloc());
            room = in.writableBytes();
            guess.attemptedBytesRead(room);
            try {
                count = Transfers.receive(socket(), in);
            } catch (IOException | NotYetConnectedException broken) {
                in.release();
                throw broken;
            }
            guess.lastBytesRead(count);
            if (count <= 0) {
                in.release();
                if (count == 0) {
                    // the peer has not ended; the socket has that had the same number before
                    peerEnded = false;
                    await(FOR_END);
                }
                return count < 0;
            }
            guess.incMessagesRead(1);
            hasRead();
            pipeline().fireChannelRead(in);
        } while (!inputOver
                && isOpen()
                && (hasLeft()
                        || (peerEnded || count == room)
                                && guess.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER)));
        return false;
    }

    private void failed(Throwable failure, RecvByteBufAllocator.ExtendedHandle guess) {
        guess.readComplete();
        pipeline().fireChannelReadComplete();
        pipeline().fireExceptionCaught(failure);
        if (failure instanceof IOException || failure instanceof OutOfMemoryError) {
            endInput();
        }
    }

    /** The peer will say no more, or was not understood. */
    private void endInput() {
        if (inputOver) {
            return;
        }
        if (!config.allowsHalfClosure()) {
            unsafe().close(voidPromise());
            return;
        }
        inputOver = true;
        leave(TO_READ);
        pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    // ---- writing

    @Override
    protected Object filterOutboundMessage(Object message) {
        return Transfers.writable(message, alloc());
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer queue) throws Exception {
        for (int turns = config.getWriteSpinCount(); turns > 0 && !queue.isEmpty(); turns--) {
            if (!Transfers.some(queue, socket())) {
                await(TO_WRITE);
                return;
            }
        }
        leave(TO_WRITE);
        if (!queue.isEmpty()) {
            // others have their turn
            eventLoop().execute(((Operations) unsafe())::writeMore);
        }
    }

    // ---- its ends

    @Override
    protected void doBind(SocketAddress local) throws IOException {
        socket().bind(local);
    }

    /** It is connected to there, or will not be. */
    void attempted(@Nullable SocketAddress to) {
        attempt = null;
        if (to != null) {
            remote = to;
            leave(TO_WRITE);
            activate();
        }
    }

    @Override
    protected void doClose() throws IOException {
        Attempt current = attempt;
        if (current != null) {
            attempt = null;
            current.end();
        }
        super.doClose();
    }

    @Override
    protected void doShutdownOutput() throws IOException {
        leave(TO_WRITE);
        socket().shutdown(false, true);
    }

    @Override
    public boolean isInputShutdown() {
        return inputOver || !isOpen();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket().isOutputShutdown();
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown() && isOutputShutdown();
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        onLoop(() -> ((Operations) unsafe()).shutdownOutput(promise));
        return promise;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    /** What the peer says from now on is not read. */
    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        onLoop(() -> {
            inputOver = true;
            leave(TO_READ);
            promise.setSuccess();
        });
        return promise;
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        shutdownInput().addListener(done -> {
            if (isOutputShutdown()) {
                promise.setSuccess();
            } else {
                shutdownOutput(promise);
            }
        });
        return promise;
    }

    private void onLoop(Runnable task) {
        if (eventLoop().inEventLoop()) {
            task.run();
        } else {
            eventLoop().execute(task);
        }
    }

    @Override
    protected Handle newUnsafe() {
        return new Operations();
    }

    /** What the pipeline does to it. */
    final class Operations extends Handle {
        @Override
        public void connect(SocketAddress to, @Nullable SocketAddress from, ChannelPromise promise) {
            if (promise.isDone() || !ensureOpen(promise)) {
                return;
            }
            attempt = new Attempt(TcpSocket.this, to, promise);
            attempt.begin(from);
        }

        /** Why a connection could not be made, with the address. */
        Throwable explained(Throwable failure, SocketAddress to) {
            return annotateConnectException(failure, to);
        }

        /** What waits until more can be written goes then. */
        @Override
        protected void flush0() {
            if (!awaits(TO_WRITE)) {
                writeMore();
            }
        }

        void writeMore() {
            super.flush0();
        }
    }
}
