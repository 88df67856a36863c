package traefik4j.proxy.buffering;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.Pause;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;

/** The server of an exchange whose request is still being read: takes in the body, and goes on when it is complete. */
final class BufferedRequest implements ServerSide {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Exchange exchange;
    private final BodyLimit limit;
    private final BufferedExchange next;
    private final KeptBody kept;
    private boolean complete;
    private boolean over;

    BufferedRequest(Exchange exchange, BodyLimit limit, BufferedExchange next) {
        this.exchange = exchange;
        this.limit = limit;
        this.next = next;
        kept = new KeptBody(exchange.worker(), limit.memory());
        kept.whenChanged(this::changed);
    }

    /** Begins to read. */
    void begin() {
        next.keep(kept);
        exchange.server(this);
        if (exchange.request().expectsContinue()) {
            ResponseHead head = new ResponseHead();
            new ResponseParser(1).parse(CONTINUE, 0, CONTINUE.length, head);
            exchange.client().interim(head);
        }
        exchange.requestEdits().remove(HeaderName.EXPECT);
        exchange.client().resume();
    }

    @Override
    public boolean takesChunkedCoding() {
        return false;
    }

    @Override
    public void body(ByteBuf part) {
        if (over) {
            part.release();
            return;
        }
        kept.add(part);
        if (limit.isExceededBy(kept.size())) {
            over = true;
            kept.close();
            // Not at once: the client's side is in the middle of giving.
            Pause.of(exchange).end(waiting -> waiting.answer(Buffering.REQUEST_TOO_LARGE));
        }
    }

    @Override
    public void endOfRequest() {
        complete = true;
        changed();
    }

    private void changed() {
        if (over) {
            return;
        }
        if (kept.hasFailed()) {
            over = true;
            exchange.fail(Failure.INTERNAL);
        } else if (!complete) {
            exchange.client().resume();
        } else if (kept.isSettled()) {
            over = true;
            Pause.of(exchange).end(waiting -> next.begin(kept));
        }
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return over || kept.takesMore();
    }

    @Override
    public void resume() {}

    @Override
    public void cancel() {
        over = true;
    }
}
