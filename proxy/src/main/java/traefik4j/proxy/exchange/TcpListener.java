package traefik4j.proxy.exchange;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket of TCP that listens, on Linux. What it accepts has the options of TCP from it, which saves asking for them each time. */
final class TcpListener extends EpollSocket implements ServerChannel {
    private static final int MOST_A_TURN = 16;
    private static final int LONGEST_ADDRESS = 24;

    private final ChannelConfig config = new Options();

    /** The address of who was accepted, as the kernel has it, behind its length. */
    private final byte[] address = new byte[1 + LONGEST_ADDRESS];

    TcpListener() {
        super(null, Socket.newSocketStream(), false, 0);
        try {
            socket().setReuseAddress(true);
            socket().setKeepAlive(true);
            socket().setTcpNoDelay(true);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    protected void doBind(SocketAddress local) throws IOException {
        socket().bind(local);
        socket().listen(SocketOptions.BACKLOG);
        activate();
    }

    @Override
    void ready(int events) {
        Throwable failure = null;
        try {
            for (int turn = 0; turn < MOST_A_TURN && isOpen() && isToRead(); turn++) {
                int accepted = socket().accept(address);
                if (accepted < 0) {
                    break;
                }
                hasRead();
                pipeline().fireChannelRead(accepted(accepted));
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        pipeline().fireChannelReadComplete();
        if (failure != null) {
            pipeline().fireExceptionCaught(failure);
        }
        if (!isToRead()) {
            leave(TO_READ);
        }
    }

    private TcpSocket accepted(int number) {
        return new TcpSocket(this, new Socket(number), NativeInetAddress.address(address, 1, address[0]));
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer queue) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected Handle newUnsafe() {
        return new Handle() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException());
            }
        };
    }

    /** The options of all channels: there are no others to set. */
    private final class Options extends DefaultChannelConfig {
        Options() {
            super(TcpListener.this);
        }

        @Override
        protected void autoReadCleared() {
            pause();
        }
    }
}
