package traefik4j.proxy.middleware;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.PassingClient;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.ResponseHead;

/** The client of an exchange whose errors are replaced by pages: takes in the error, and then asks for the page. */
final class PagedClient extends PassingClient implements ExchangeListener {
    private static final int MOST_DISCARDED = 64 << 10;

    private final Exchange exchange;
    private final ErrorPages pages;
    private ErrorPages.@Nullable Page page;
    private int status;
    private long discarded;
    private boolean over;

    PagedClient(Exchange exchange, ErrorPages pages) {
        super(exchange.client());
        this.exchange = exchange;
        this.pages = pages;
    }

    @Override
    public void ended(Exchange ended, int lastStatus, boolean complete) {
        over = true;
    }

    @Override
    public boolean takesChunkedCoding() {
        return page == null && super.takesChunkedCoding();
    }

    @Override
    public void head(ResponseHead head) {
        status = head.status();
        page = pages.page(status);
        if (page == null) {
            super.head(head);
        }
    }

    @Override
    public void body(ByteBuf part) {
        if (page == null) {
            super.body(part);
            return;
        }
        boolean isMore = discarded <= MOST_DISCARDED;
        discarded += part.readableBytes();
        part.release();
        if (isMore && discarded > MOST_DISCARDED) {
            // Not at once: the server's side is in the middle of reading it.
            exchange.worker().loop().execute(this::cutShort);
        }
    }

    private void cutShort() {
        ServerSide server = over ? null : exchange.server();
        if (server != null) {
            server.cancel();
            fetch(Answer.text(status, Reasons.of(status)));
        }
    }

    @Override
    public void trailers(Fields fields) {
        if (page == null) {
            super.trailers(fields);
        }
    }

    @Override
    public void end() {
        if (page == null) {
            super.end();
        } else {
            fetch(Answer.text(status, Reasons.of(status)));
        }
    }

    @Override
    public void abort() {
        if (page == null) {
            super.abort();
        } else {
            fetch(Answer.text(status, Reasons.of(status)));
        }
    }

    @Override
    public void answer(Answer answer) {
        status = answer.status();
        page = pages.page(status);
        if (page == null) {
            super.answer(answer);
        } else {
            fetch(answer);
        }
    }

    @Override
    public void flush() {
        if (page == null) {
            super.flush();
        }
    }

    @Override
    public boolean isWritable() {
        return page != null || super.isWritable();
    }

    private void fetch(Answer otherwise) {
        ErrorPages.Page wanted = page;
        if (wanted != null) {
            over = true;
            exchange.client(outer());
            new PageRequest(exchange, status, otherwise).send(wanted, pages.passesHost());
        }
    }
}
