package traefik4j.proxy.exchange;

import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Who receives messages of HTTP/1.1. If it is the first handler of a plain socket, {@link HeadReads} gives it what comes while
 * a head is expected.
 */
public abstract class Receiver extends ChannelInboundHandlerAdapter {
    /** Whose connection it is. */
    protected abstract Worker worker();

    /** Whether the next that comes is the head of a message, and if it comes, all of this read is welcome. */
    protected abstract boolean expectsHead();
}
