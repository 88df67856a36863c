package traefik4j.proxy.buffering;

import io.netty.buffer.ByteBuf;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.NoServer;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.RewrittenHead;

/** Sends a response that was kept to its client, with its length. The server is done with it. */
final class Delivery extends NoServer {
    private final Exchange exchange;
    private final ClientSide client;
    private final KeptBody body;
    private final BodyPump pump;
    private boolean begun;
    private boolean over;

    Delivery(Exchange exchange, KeptBody body) {
        this.exchange = exchange;
        this.body = body;
        client = exchange.client();
        pump = new BodyPump(body, new Client());
        body.whenChanged(this::changed);
    }

    /** Begins, now or when the file has taken everything. */
    void begin() {
        exchange.server(this);
        rewriteHead();
        changed();
    }

    /** Makes the head independent of the connection it came by. */
    private void rewriteHead() {
        ResponseHead head = exchange.response();
        RewrittenHead rewritten = new RewrittenHead(head);
        if (!head.isBodiless(exchange.request().isHead())) {
            rewritten
                    .without(HeaderName.TRANSFER_ENCODING, HeaderName.TRAILER, HeaderName.CONTENT_LENGTH)
                    .with(HeaderName.CONTENT_LENGTH, Long.toString(body.size()));
        }
        rewritten.build(head);
    }

    private void changed() {
        if (over || begun) {
            return;
        }
        if (body.hasFailed()) {
            over = true;
            client.answer(Failure.INTERNAL.answer());
        } else if (body.isSettled()) {
            begun = true;
            client.head(exchange.response());
            pump.pump();
        }
    }

    @Override
    public void resume() {
        if (begun && !over) {
            pump.pump();
        }
    }

    @Override
    public void cancel() {
        over = true;
        pump.stop();
    }

    /** The client, as it gets the body. */
    private final class Client implements BodyPump.Taker {
        @Override
        public boolean isWritable() {
            return client.isWritable();
        }

        @Override
        public void body(ByteBuf part) {
            client.body(part);
        }

        @Override
        public void flush() {
            client.flush();
        }

        @Override
        public void end() {
            over = true;
            client.end();
        }

        @Override
        public void fail() {
            over = true;
            client.abort();
        }
    }
}
