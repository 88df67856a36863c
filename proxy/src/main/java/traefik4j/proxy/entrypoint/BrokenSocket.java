package traefik4j.proxy.entrypoint;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import javax.net.ssl.SSLException;
import traefik4j.proxy.exchange.SocketFaults;
import traefik4j.proxy.tls.Secured;

/**
 * Sockets that failed, as when the client reset the connection: nothing can be said on them any more. The goodbye of TLS would
 * be encrypted, handed to the kernel, refused there with a signal (SIGPIPE) and taken back: a twentieth of the time of a
 * handshake, where the client leaves without having read its tickets.
 */
final class BrokenSocket {

    private BrokenSocket() {}

    /** Whether it is the socket that failed, not TLS on it, nor the program. */
    static boolean isSeenIn(Throwable cause) {
        return SocketFaults.areSeenIn(cause) && !(cause instanceof SSLException);
    }

    /** Closes a connection for what was caught: with what is left to be said, if it can be. */
    static void closeFor(Throwable cause, ChannelHandlerContext ctx) {
        if (isSeenIn(cause)) {
            close(ctx.channel());
        } else {
            ctx.close();
        }
    }

    /** Closes at once, and says nothing; to be called on the channel's event loop. */
    static void close(Channel channel) {
        Secured.silence(channel);
        channel.unsafe().close(channel.voidPromise());
    }
}
