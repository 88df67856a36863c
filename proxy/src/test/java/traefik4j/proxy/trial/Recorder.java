package traefik4j.proxy.trial;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Limits;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.RequestParser;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;

/** A client in memory that writes down what it gets, one word a call. */
public final class Recorder implements ClientSide {
    private final List<String> calls = new ArrayList<>();
    private final ArrayDeque<String> unsent = new ArrayDeque<>();
    private final Worker worker;
    private boolean writable = true;
    private @Nullable Exchange exchange;

    /** A client on this event loop. */
    public Recorder(Worker worker) {
        this.worker = worker;
    }

    /** Its exchange, with this request. */
    public Exchange exchange(String... head) {
        Exchange begun =
                worker.takeExchange(this, new Peer(new InetSocketAddress("192.0.2.1", 1), false, false, "http"));
        byte[] bytes = (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        int length = new RequestParser(Limits.DEFAULT).parse(bytes, 0, bytes.length, begun.request());
        if (length != bytes.length) {
            throw new IllegalArgumentException(String.join(" ", head));
        }
        exchange = begun;
        return begun;
    }

    /** The head of a response. */
    public static ResponseHead response(String... lines) {
        byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        ResponseHead head = new ResponseHead();
        if (new ResponseParser(100).parse(bytes, 0, bytes.length, head) != bytes.length) {
            throw new IllegalArgumentException(String.join(" ", lines));
        }
        return head;
    }

    /** What it got since this was asked last. */
    public String calls() {
        String all = String.join(" ", calls);
        calls.clear();
        return all;
    }

    /** Whether it takes more. */
    public Recorder writable(boolean takesMore) {
        writable = takesMore;
        return this;
    }

    /** Ends its exchange. */
    public void leave() {
        over(false);
    }

    private void over(boolean complete) {
        Exchange ended = exchange;
        exchange = null;
        if (ended != null) {
            worker.giveBackExchange(ended, complete);
        }
    }

    @Override
    public boolean takesChunkedCoding() {
        return false;
    }

    @Override
    public void interim(ResponseHead head) {
        calls.add("interim:" + head.status());
    }

    @Override
    public void head(ResponseHead head) {
        calls.add("head:" + head.status());
    }

    @Override
    public void body(ByteBuf part) {
        calls.add("body:" + part.toString(StandardCharsets.ISO_8859_1));
        part.release();
    }

    @Override
    public void trailers(Fields fields) {
        calls.add("trailers");
    }

    @Override
    public void end() {
        calls.add("end");
        over(true);
    }

    @Override
    public void answer(Answer answer) {
        calls.add("answer:" + answer.status());
        over(true);
    }

    @Override
    public void flush() {
        calls.add("flush");
    }

    @Override
    public void abort() {
        calls.add("abort");
        over(false);
    }

    @Override
    public void upgrade(ResponseHead head) {
        calls.add("upgrade");
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public @Nullable ByteBuf takeBody() {
        String part = unsent.poll();
        return part == null ? null : Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean isRequestComplete() {
        return unsent.isEmpty();
    }

    @Override
    public void resume() {}
}
