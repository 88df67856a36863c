package traefik4j.proxy.exchange;

import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Who receives messages of HTTP/1.1. If it is the first handler of a plain socket, {@link TcpSocket} gives it what comes while
 * a head is expected, past the pipeline.
 */
public abstract class Receiver extends ChannelInboundHandlerAdapter {
    /** Whose connection it is. */
    protected abstract Worker worker();

    /** Said here, as Netty looks for the annotation in a map for each connection. */
    @Override
    public final boolean isSharable() {
        return false;
    }

    /** Whether the next that comes is the head of a message, and if it comes, all of this read is welcome. */
    protected abstract boolean expectsHead();
}
