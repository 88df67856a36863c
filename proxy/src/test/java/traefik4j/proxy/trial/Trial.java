package traefik4j.proxy.trial;

import io.netty.channel.DefaultEventLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map.Entry;
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
import traefik4j.proxy.http.RequestParser;

/** One exchange in memory: a request, and the client that waits for its answer. */
public final class Trial extends NoClient {
    /** The only event loop. */
    public static final Worker WORKER = new Worker(0, new DefaultEventLoop(), Transport.NIO);

    private final Exchange exchange;
    private @Nullable Answer answer;
    private List<String> addedLines = List.of();
    private boolean over;

    private Trial(Peer peer, String head) {
        exchange = WORKER.takeExchange(this, peer);
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        int length = new RequestParser(Limits.DEFAULT).parse(bytes, 0, bytes.length, exchange.request());
        if (length != bytes.length) {
            throw new IllegalArgumentException(head);
        }
    }

    /** Gives a handler {@code GET /} from 192.0.2.1. */
    public static Trial get(Handler handler) {
        return of(handler, "192.0.2.1", "GET / HTTP/1.1", "Host: a.example");
    }

    /** Gives a handler a request from this address. */
    public static Trial of(Handler handler, String client, String... head) {
        return of(handler, new Peer(new InetSocketAddress(client, 4711), false, false, "http"), head);
    }

    /** Gives a handler a request from this client. */
    public static Trial of(Handler handler, Peer peer, String... head) {
        Trial trial = new Trial(peer, String.join("\r\n", head) + "\r\n\r\n");
        handler.handle(trial.exchange);
        return trial;
    }

    /** The exchange. */
    public Exchange exchange() {
        return exchange;
    }

    /** The answer, if the proxy made one. */
    public @Nullable Answer answer() {
        return answer;
    }

    /** The status code of the answer the proxy made; 0 if it made none. */
    public int status() {
        return answer == null ? 0 : answer.status();
    }

    /** The text of the answer the proxy made; empty if it made none. */
    public String text() {
        return answer == null ? "" : answer.body();
    }

    /** The fields of the answer the proxy made. */
    public List<Entry<String, String>> fields() {
        return answer == null ? List.of() : answer.fields();
    }

    /** The lines added to the response. */
    public List<String> addedLines() {
        return addedLines;
    }

    /** A server responds. */
    public Trial respond(int status) {
        exchange.responding(status);
        end(true);
        return this;
    }

    /** The client leaves. */
    public Trial leave() {
        end(false);
        return this;
    }

    private void end(boolean complete) {
        if (over) {
            throw new IllegalStateException("ended twice");
        }
        over = true;
        byte[] lines = new byte[exchange.responseEdits().addedLength()];
        exchange.responseEdits().writeAdded(lines, 0);
        addedLines = Ascii.text(lines, 0, lines.length).lines().toList();
        WORKER.giveBackExchange(exchange, complete);
    }

    @Override
    public void answer(Answer given) {
        answer = given;
        exchange.answering(given.status());
        end(true);
    }

    @Override
    public void end() {
        end(true);
    }

    @Override
    public void abort() {
        end(false);
    }
}
