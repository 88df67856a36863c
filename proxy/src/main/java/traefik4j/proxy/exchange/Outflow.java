package traefik4j.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * What waits on a connection for its peer to take it, as a part of the {@link Backlog} of its event loop. It is counted
 * whenever somebody asks whether more may be written, and at every sweep.
 */
public final class Outflow {
    private final Backlog backlog;
    private final Channel channel;
    private long counted;
    private boolean shut;

    /** Of this connection. */
    public Outflow(Worker worker, Channel channel) {
        this.channel = channel;
        backlog = worker.backlog();
    }

    /** The bytes that were written and not taken. */
    public long pendingBytes() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    /**
     * Whether more should be written. If not, either the channel tells when it is writable again, or {@link #reopens} does.
     *
     * @param queued bytes that wait elsewhere for the same peer
     */
    public boolean takesMore(long queued) {
        count(pendingBytes() + queued);
        shut = !backlog.bears(counted);
        return !shut && channel.isWritable();
    }

    /** Whether it took no more because memory was short, and does again; to be asked at every sweep. */
    public boolean reopens(long queued) {
        if (shut) {
            return takesMore(queued);
        }
        count(pendingBytes() + queued);
        return false;
    }

    /** Tells the peer, behind all that was written, that nothing will follow: by FIN, or by the word that TLS has for it. */
    public void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.closeOutbound();
            } else if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
    }

    /** The connection is gone. */
    public void end() {
        count(0);
    }

    private void count(long pending) {
        backlog.add(pending - counted);
        counted = pending;
    }
}
