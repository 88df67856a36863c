package traefik4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Limits;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.RequestParser;
import traefik4j.proxy.http.ResponseHead;

/** A client that has asked and does not listen, for steps between request and response. */
public final class Nobody implements ClientSide {
    /** An event loop on which nothing runs. */
    public static final Worker WORKER = new Worker(0, new DefaultEventLoop(), Transport.NIO);

    private static final Peer PEER =
            new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), false, false, "http");

    private Nobody() {}

    /** An exchange that has begun, with this request. */
    public static Exchange asks(byte[] head) {
        Exchange exchange = WORKER.takeExchange(new Nobody(), PEER);
        if (new RequestParser(Limits.DEFAULT).parse(head, 0, head.length, exchange.request()) != head.length) {
            throw new IllegalArgumentException("not the head of a request");
        }
        return exchange;
    }

    @Override
    public boolean takesChunkedCoding() {
        return true;
    }

    @Override
    public void interim(ResponseHead head) {}

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuf part) {
        part.release();
    }

    @Override
    public void trailers(Fields fields) {}

    @Override
    public void end() {}

    @Override
    public void answer(Answer answer) {}

    @Override
    public void flush() {}

    @Override
    public void abort() {}

    @Override
    public void upgrade(ResponseHead head) {}

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public @Nullable ByteBuf takeBody() {
        return null;
    }

    @Override
    public boolean isRequestComplete() {
        return true;
    }

    @Override
    public void resume() {}
}
