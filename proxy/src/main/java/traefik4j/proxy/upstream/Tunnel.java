package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Failure;

/**
 * The beginning of a connection that a proxy makes for us (RFC 9110 §9.3.6): asks for a tunnel to the server, and gives way
 * to whoever speaks with the server when there is one.
 */
final class Tunnel extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_ANSWER = 16 << 10;
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d\\d\\d( [^\r\n]*)?)\r\n");

    private final ServerPool pool;
    private final ProxiedServer server;
    private final Dial dial;
    private final StringBuilder received = new StringBuilder();
    private @Nullable Future<?> timer;
    private boolean over;

    Tunnel(ServerPool pool, ProxiedServer server, Dial dial) {
        this.pool = pool;
        this.server = server;
        this.dial = dial;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        long patience = pool.settings().handshakeTimeout().toMillis();
        timer = ctx.executor()
                .schedule(
                        () -> fail(ctx, Failure.CONNECT_TIMEOUT, "no answer within " + patience + " ms"),
                        patience,
                        TimeUnit.MILLISECONDS);
        ctx.writeAndFlush(Unpooled.wrappedBuffer(server.connect()), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        received.append(in.toString(StandardCharsets.ISO_8859_1));
        in.release();
        if (!over) {
            read(ctx);
        }
    }

    /** Reads the heads that are complete, up to the first final one. */
    private void read(ChannelHandlerContext ctx) {
        for (int end; (end = received.indexOf("\r\n\r\n")) >= 0; ) {
            Matcher answer = ANSWER.matcher(received);
            if (!answer.lookingAt()) {
                fail(ctx, Failure.CONNECT_FAILED, "it does not speak HTTP/1.1");
                return;
            }
            String status = answer.group(1);
            received.delete(0, end + 4);
            if (!status.startsWith("1")) {
                answered(ctx, status);
                return;
            }
        }
        if (received.length() > LONGEST_ANSWER) {
            fail(ctx, Failure.CONNECT_FAILED, "an answer of more than " + LONGEST_ANSWER + " bytes");
        }
    }

    private void answered(ChannelHandlerContext ctx, String status) {
        if (!status.startsWith("2")) {
            fail(ctx, Failure.CONNECT_FAILED, "it answers " + status);
        } else if (!received.isEmpty()) {
            fail(ctx, Failure.CONNECT_FAILED, "something came before anybody was asked");
        } else {
            over = true;
            server.succeeded();
            pool.tunnelled(dial, ctx);
        }
    }

    private void fail(ChannelHandlerContext ctx, Failure failure, String reason) {
        if (!over) {
            over = true;
            server.failed(reason);
            pool.failed(dial, failure);
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, Failure.CONNECT_FAILED, "it closed the connection without an answer");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Told when the channel is closed, which is next.
        ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
