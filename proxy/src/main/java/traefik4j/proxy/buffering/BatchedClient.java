package traefik4j.proxy.buffering;

import io.netty.util.concurrent.Future;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.PassingClient;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;

/** The client of an exchange whose response is sent on by and by: at most one timer, while something waits. */
final class BatchedClient extends PassingClient implements ExchangeListener {
    private static final HeaderName CONTENT_TYPE = new HeaderName("Content-Type");
    private static final String EVENTS = "text/event-stream";

    private final Worker worker;
    private final long interval;
    private boolean atOnce;
    private @Nullable Future<?> timer;

    BatchedClient(Exchange exchange, long interval) {
        super(exchange.client());
        worker = exchange.worker();
        this.interval = interval;
    }

    @Override
    public void head(ResponseHead head) {
        atOnce = isEvents(head.fields());
        super.head(head);
    }

    /** Whether somebody waits for each part. */
    private static boolean isEvents(Fields fields) {
        int at = fields.find(CONTENT_TYPE, 0);
        return at >= 0 && fields.value(at).toLowerCase(Locale.ROOT).startsWith(EVENTS);
    }

    @Override
    public void flush() {
        if (atOnce || !isWritable()) {
            super.flush();
        } else if (timer == null) {
            timer = worker.loop().schedule(this::due, interval, TimeUnit.NANOSECONDS);
        }
    }

    private void due() {
        timer = null;
        super.flush();
    }

    @Override
    public void ended(Exchange exchange, int status, boolean complete) {
        Future<?> waiting = timer;
        timer = null;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
