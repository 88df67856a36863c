package traefik4j.bench;

import io.netty.channel.DefaultEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import traefik4j.config.Limits;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.NoClient;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.RequestParser;

/** A client that has asked and does not listen, for steps between request and response. */
public final class Nobody extends NoClient {
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
    public void answer(Answer answer) {}
}
