package traefik4j.proxy.middleware;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.NoClient;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.RewrittenHead;

/**
 * The request for an error page: an exchange of its own, whose response goes to the client of the exchange that failed,
 * with the status code of the error.
 */
final class PageRequest extends NoClient implements ServerSide {
    /** What a page may depend on; credentials are not among it (CVE-2026-41181). */
    private static final List<HeaderName> PASSED = List.of(
            new HeaderName("Accept"),
            new HeaderName("Accept-Language"),
            new HeaderName("Accept-Encoding"),
            new HeaderName("User-Agent"),
            new HeaderName("X-Request-Id"),
            new HeaderName("Traceparent"));

    private static final List<HeaderName> NEVER_PASSED = List.of(
            HeaderName.HOST,
            HeaderName.CONTENT_LENGTH,
            HeaderName.TRANSFER_ENCODING,
            HeaderName.EXPECT,
            HeaderName.UPGRADE,
            HeaderName.CONNECTION);

    private final Exchange failed;
    private final int status;
    private final Answer otherwise;
    private final boolean toHead;
    private @Nullable Exchange exchange;

    /**
     * Will be for this exchange.
     *
     * @param otherwise what the client gets if there is no page
     */
    PageRequest(Exchange failed, int status, Answer otherwise) {
        this.failed = failed;
        this.status = status;
        this.otherwise = otherwise;
        toHead = failed.request().isHead();
    }

    /** Asks for the page. */
    void send(ErrorPages.Page page, boolean passHost) {
        Exchange asking = failed.worker().takeExchange(this, failed.peer());
        exchange = asking;
        failed.server(this);
        if (!OwnRequest.read(Ascii.bytes(head(page)), asking)) {
            answer(otherwise);
            return;
        }
        asking.forwardedFields(failed.forwardedFields());
        asking.requestTimes(failed.requestTimes());
        if (!passHost) {
            asking.replaceHost();
        }
        page.backend().handle(asking);
    }

    private String head(ErrorPages.Page page) {
        StringBuilder text = new StringBuilder(256)
                .append("GET ")
                .append(page.path(status))
                .append(" HTTP/1.1\r\nHost: ")
                .append(failed.request().host())
                .append("\r\n");
        Fields fields = failed.request().fields();
        for (int i = 0; i < fields.count(); i++) {
            if (page.passesHeaders() ? !is(fields, i, NEVER_PASSED) : is(fields, i, PASSED)) {
                text.append(fields.name(i)).append(": ").append(fields.value(i)).append("\r\n");
            }
        }
        return text.append("\r\n").toString();
    }

    private static boolean is(Fields fields, int i, List<HeaderName> names) {
        for (HeaderName name : names) {
            if (fields.is(i, name)) {
                return true;
            }
        }
        return false;
    }

    private void over(boolean complete) {
        Exchange ended = exchange;
        exchange = null;
        if (ended != null) {
            failed.server(null);
            ended.worker().giveBackExchange(ended, complete);
        }
    }

    // ---- what the backend of the page sees of a client

    @Override
    public boolean takesChunkedCoding() {
        return failed.client().takesChunkedCoding();
    }

    @Override
    public void head(ResponseHead head) {
        Exchange asking = exchange;
        if (asking != null) {
            asking.responding(head.status());
        }
        failed.client().head(new RewrittenHead(head).status(status).build());
    }

    @Override
    public void body(ByteBuf part) {
        if (toHead) {
            part.release();
        } else {
            failed.client().body(part);
        }
    }

    @Override
    public void trailers(Fields fields) {
        if (!toHead) {
            failed.client().trailers(fields);
        }
    }

    @Override
    public void end() {
        over(true);
        failed.client().end();
    }

    @Override
    public void answer(Answer answer) {
        Exchange asking = exchange;
        if (asking != null) {
            asking.answering(answer.status());
        }
        over(true);
        failed.client().answer(otherwise);
    }

    @Override
    public void abort() {
        over(false);
        failed.client().abort();
    }

    // ---- both sides

    @Override
    public void flush() {
        if (exchange != null) {
            failed.client().flush();
        }
    }

    @Override
    public boolean isWritable() {
        return failed.client().isWritable();
    }

    @Override
    public void resume() {
        Exchange asking = exchange;
        ServerSide server = asking == null ? null : asking.server();
        if (server != null) {
            server.resume();
        }
    }

    // ---- what the client sees of a server

    @Override
    public void endOfRequest() {}

    @Override
    public void cancel() {
        Exchange asking = exchange;
        ServerSide server = asking == null ? null : asking.server();
        over(false);
        if (server != null) {
            server.cancel();
        }
    }
}
