package traefik4j.proxy.routing;

import io.netty.channel.DefaultEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Limits;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.NoClient;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestParser;

/** An exchange without sockets: real handlers run on it, and one can see what they did. */
final class Rehearsal extends NoClient {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final Exchange exchange;
    private final int status;
    private @Nullable Answer answer;

    /**
     * An exchange for a request.
     *
     * @param head the head of the request, as it would be received
     * @param trusted whether the client is trusted
     */
    Rehearsal(String entryPoint, byte[] head, boolean trusted) {
        Worker worker = new Worker(0, new DefaultEventLoop(), Transport.NIO);
        exchange = worker.takeExchange(this, new Peer(NOBODY, false, trusted, entryPoint));
        int length = new RequestParser(Limits.DEFAULT).parse(head, 0, head.length, exchange.request());
        status = length > 0 ? 0 : length == 0 ? 400 : -length;
    }

    /** The status code the request is refused with before it is routed, or 0. */
    int status() {
        return status;
    }

    /** The request. */
    RequestHead request() {
        return exchange.request();
    }

    /** The exchange. */
    Exchange exchange() {
        return exchange;
    }

    /** Lets a handler have the exchange; the answer, if it made one. */
    @Nullable
    Answer run(Handler handler) {
        answer = null;
        handler.handle(exchange);
        return answer;
    }

    /** The target a server would get. */
    String target() {
        RequestHead request = exchange.request();
        String query =
                request.hasQuery() ? "?" + Ascii.text(request.bytes(), request.queryStart(), request.queryEnd()) : "";
        return request.path().encodedText() + query;
    }

    /** The lines that were added to the request. */
    List<String> addedLines() {
        HeadEdits edits = exchange.requestEdits();
        byte[] lines = new byte[edits.addedLength()];
        edits.writeAdded(lines, 0);
        return Ascii.text(lines, 0, lines.length).lines().toList();
    }

    @Override
    public void answer(Answer given) {
        answer = given;
    }
}
