package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.RequestParser;

/** Takes requests out of what a client sent: copies a head once, reads it in place, and makes it an exchange. */
final class RequestReader {
    private static final byte[] NONE = new byte[0];
    private static final int FIRST_TRY = 4096;

    private final RequestParser parser;
    private final Worker worker;
    private final int maxHeaderBytes;
    private byte[] head = NONE;
    private int status;

    RequestReader(RequestParser parser, Worker worker, int maxHeaderBytes) {
        this.parser = parser;
        this.worker = worker;
        this.maxHeaderBytes = maxHeaderBytes;
    }

    /** The status code to refuse the client with if {@link #read} gave no exchange; 0 if more bytes are needed. */
    int refusal() {
        return status;
    }

    /**
     * Reads a head, and moves the buffer behind it.
     *
     * @return an exchange that has begun, or null if there is none; see {@link #refusal}
     */
    @Nullable
    Exchange read(ByteBuf received, ClientSide client, Peer peer) {
        Exchange exchange = worker.takeExchange(client, peer);
        int length = parse(received, exchange);
        if (length > 0) {
            received.skipBytes(length);
            return exchange;
        }
        release(exchange, false);
        boolean tooLong = length == 0 && received.readableBytes() >= maxHeaderBytes;
        status = tooLong ? 431 : -length;
        return null;
    }

    private int parse(ByteBuf received, Exchange exchange) {
        int available = Math.min(received.readableBytes(), maxHeaderBytes);
        int size = Math.min(available, FIRST_TRY);
        while (true) {
            head = worker.takeHead(size);
            received.getBytes(received.readerIndex(), head, 0, size);
            int length = parser.parse(head, 0, size, exchange.request());
            if (length != 0 || size == available) {
                return length;
            }
            worker.giveBackHead(head);
            size = Math.min(available, size * 4);
        }
    }

    /** Gives back an exchange that is over, and the head it was about. */
    void release(Exchange exchange, boolean complete) {
        worker.giveBackExchange(exchange, complete);
        worker.giveBackHead(head);
        head = NONE;
    }
}
