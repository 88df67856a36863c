package traefik4j.proxy.buffering;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.ResponseHead;

/** The client as one try of a buffered request sees it: gives the kept body, and keeps the response. */
final class Attempt implements ClientSide {
    private final BufferedExchange owner;
    private final Exchange exchange;
    private final BodyLimit limit;
    private final @Nullable BodyPump pump;
    private final KeptBody response;
    private int status;
    private boolean tooLarge;
    private boolean ended;

    Attempt(BufferedExchange owner, Exchange exchange, @Nullable KeptBody request, BodyLimit limit) {
        this.owner = owner;
        this.exchange = exchange;
        this.limit = limit;
        pump = request == null ? null : new BodyPump(request, new Asked());
        response = new KeptBody(exchange.worker(), limit.memory());
        response.whenChanged(this::changed);
    }

    /** Gives up what it has. */
    void close() {
        stop();
        response.close();
    }

    private void stop() {
        ended = true;
        if (pump != null) {
            pump.stop();
        }
    }

    // ---- what the server says

    @Override
    public boolean takesChunkedCoding() {
        return false;
    }

    @Override
    public void interim(ResponseHead head) {}

    @Override
    public void head(ResponseHead head) {
        status = head.status();
        if (!head.isBodiless(exchange.request().isHead())) {
            check(head.contentLength());
        }
    }

    @Override
    public void body(ByteBuf part) {
        if (ended || tooLarge) {
            part.release();
            return;
        }
        response.add(part);
        check(response.size());
    }

    private void check(long size) {
        if (!tooLarge && limit.isExceededBy(size)) {
            tooLarge = true;
            response.close();
            // Not at once: the server's side is in the middle of reading it.
            exchange.worker().loop().execute(this::breakOff);
        }
    }

    private void changed() {
        ServerSide server = ended ? null : exchange.server();
        if (server == null) {
            return;
        }
        if (response.hasFailed()) {
            breakOff();
        } else if (response.takesMore()) {
            server.resume();
        }
    }

    private void breakOff() {
        ServerSide server = ended ? null : exchange.server();
        if (server != null) {
            stop();
            server.cancel();
            owner.answer(Failure.INTERNAL.answer());
        }
    }

    @Override
    public void trailers(Fields fields) {}

    @Override
    public void end() {
        if (ended) {
            return;
        }
        stop();
        if (tooLarge) {
            owner.answer(Failure.INTERNAL.answer());
        } else if (!owner.repeats(status)) {
            owner.deliver(response, status);
        }
    }

    @Override
    public void answer(Answer answer) {
        if (ended) {
            return;
        }
        stop();
        if (!owner.repeats(answer.status())) {
            owner.answer(answer);
        }
    }

    /** Nothing of the response was passed on, so that the client can be told. */
    @Override
    public void abort() {
        answer(tooLarge ? Failure.INTERNAL.answer() : Failure.CLOSED_EARLY.answer());
    }

    @Override
    public void upgrade(ResponseHead head) {
        breakOff();
    }

    /** Nothing goes on before all of it is there. */
    @Override
    public void flush() {}

    // ---- what the server gets, and how much of it

    @Override
    public boolean isWritable() {
        return response.takesMore();
    }

    @Override
    public @Nullable ByteBuf takeBody() {
        return pump == null ? null : pump.beginning();
    }

    @Override
    public boolean isRequestComplete() {
        return pump == null || pump.isComplete();
    }

    @Override
    public void resume() {
        if (pump != null) {
            pump.pump();
        }
    }

    /** The server, as it gets the kept body. */
    private final class Asked implements BodyPump.Taker {
        private ServerSide server() {
            return Objects.requireNonNull(exchange.server());
        }

        @Override
        public boolean isWritable() {
            return server().isWritable();
        }

        @Override
        public void body(ByteBuf part) {
            server().body(part);
        }

        @Override
        public void flush() {
            server().flush();
        }

        @Override
        public void end() {
            server().endOfRequest();
            if (!ended) {
                server().flush();
            }
        }

        @Override
        public void fail() {
            breakOff();
        }
    }
}
