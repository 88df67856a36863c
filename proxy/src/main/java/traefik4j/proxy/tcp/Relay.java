package traefik4j.proxy.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;

/**
 * A client's and a server's connection of one event loop, of which each gets what the other sends. It ends when both
 * sides have ended, one of them breaks, or nothing was carried for too long.
 */
final class Relay implements Swept {
    /** How long somebody may take over the rest of what he has to get. */
    private static final long LINGER = Duration.ofMinutes(1).toNanos();

    private final Worker worker;
    private final Channel client;
    private final long idleTimeout;
    private final Outflow toClient;
    private @Nullable Channel server;
    private @Nullable Outflow toServer;
    private long since;
    private boolean closing;
    private int ends;
    private int gone;
    private int slot;

    Relay(Worker worker, Channel client, Duration idleTimeout) {
        this.worker = worker;
        this.client = client;
        this.idleTimeout = idleTimeout.toNanos();
        toClient = new Outflow(worker, client);
    }

    /** There is a server. */
    void begin(Channel connected) {
        server = connected;
        Outflow outflow = new Outflow(worker, connected);
        toServer = outflow;
        since = worker.now();
        worker.sweeper().add(this);
        client.closeFuture().addListener(closed -> gone(toClient));
        connected.closeFuture().addListener(closed -> gone(outflow));
    }

    private void gone(Outflow outflow) {
        outflow.end();
        close();
        if (++gone == 2) {
            worker.sweeper().remove(this);
        }
    }

    /** Both sides may send. */
    void read() {
        read(client, true);
        if (server != null) {
            read(server, true);
        }
    }

    /** A side may send, or not at the moment; one that has ended is left alone, as Netty watches it no longer. */
    static void read(Channel channel, boolean on) {
        if (!(channel instanceof DuplexChannel half && half.isInputShutdown())) {
            channel.config().setAutoRead(on);
        }
    }

    /** Whether a side should be given more. */
    boolean takesMore(Channel to) {
        Outflow outflow = outflow(to);
        return outflow == null || outflow.takesMore(0);
    }

    private @Nullable Outflow outflow(Channel to) {
        return to == client ? toClient : toServer;
    }

    /** Something is carried. */
    void carries() {
        since = worker.now();
    }

    /** Nothing more will come for this side: it is told so, once it has got the rest, and may still say something itself. */
    void end(Channel to) {
        if (++ends == 2) {
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> close());
            return;
        }
        Outflow outflow = outflow(to);
        if (outflow != null) {
            outflow.finish();
        }
    }

    /** Closes both sides; what one of them still has to get is sent first. */
    void close() {
        if (closing || server == null) {
            return;
        }
        closing = true;
        since = worker.now();
        finish(client);
        finish(server);
    }

    private static void finish(Channel channel) {
        if (channel.isActive()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void sweep(long now) {
        boolean over = closing ? now - since > LINGER : idleTimeout > 0 && now - since > idleTimeout;
        if (over && server != null) {
            client.close();
            server.close();
        }
        if (server != null && toClient.reopens(0)) {
            read(server, true);
        }
        if (toServer != null && toServer.reopens(0)) {
            read(client, true);
        }
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int number) {
        slot = number;
    }
}
