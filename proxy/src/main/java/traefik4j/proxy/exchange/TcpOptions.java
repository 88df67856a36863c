package traefik4j.proxy.exchange;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/** The options of a {@link TcpSocket}: those of all channels, and the few that somebody sets of those that TCP has. */
final class TcpOptions extends DefaultChannelConfig {
    private static final RecvByteBufAllocator UNTIL_TOLD = new AdaptiveRecvByteBufAllocator();

    private boolean allowsHalfClosure;

    TcpOptions(TcpSocket channel) {
        super(channel, UNTIL_TOLD);
    }

    private Socket socket() {
        return ((TcpSocket) channel).socket();
    }

    /** Whether the end of what the peer says does not end the connection. */
    boolean allowsHalfClosure() {
        return allowsHalfClosure;
    }

    @Override
    @SuppressWarnings("unchecked") // an option says of what type its values are
    public <T> T getOption(ChannelOption<T> option) {
        try {
            if (option == ChannelOption.ALLOW_HALF_CLOSURE) {
                return (T) Boolean.valueOf(allowsHalfClosure);
            }
            if (option == ChannelOption.SO_KEEPALIVE) {
                return (T) Boolean.valueOf(socket().isKeepAlive());
            }
            if (option == ChannelOption.TCP_NODELAY) {
                return (T) Boolean.valueOf(socket().isTcpNoDelay());
            }
        } catch (IOException e) {
            throw new ChannelException(e);
        }
        return super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        try {
            if (option == ChannelOption.ALLOW_HALF_CLOSURE) {
                allowsHalfClosure = (Boolean) value;
            } else if (option == ChannelOption.SO_KEEPALIVE) {
                socket().setKeepAlive((Boolean) value);
            } else if (option == ChannelOption.SO_LINGER) {
                socket().setSoLinger((Integer) value);
            } else {
                return super.setOption(option, value);
            }
        } catch (IOException e) {
            throw new ChannelException(e);
        }
        return true;
    }

    @Override
    protected void autoReadCleared() {
        ((TcpSocket) channel).pause();
    }
}
