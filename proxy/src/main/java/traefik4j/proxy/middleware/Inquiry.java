package traefik4j.proxy.middleware;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.FrontendTimeouts;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.NoClient;
import traefik4j.proxy.exchange.Pause;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.ResponseHead;

/**
 * The question whether a client is let in: an exchange of its own with the server that decides, while the one it is about
 * waits. Of an answer that lets in only the head counts; another one is kept as a whole, for the client.
 */
final class Inquiry extends NoClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final RequestTimes TIMES =
            new RequestTimes(new FrontendTimeouts(null, null, TIMEOUT, TIMEOUT, null));
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_DISCARDED = 64 << 10;

    private final Exchange about;
    private final ForwardAuth policy;
    private final Pause pause;
    private @Nullable Exchange asking;
    private boolean letsIn;
    private int status;
    private List<Map.Entry<String, String>> fields = List.of();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private long received;

    /** Will be about this exchange, which waits from now on. */
    Inquiry(Exchange about, ForwardAuth policy) {
        this.about = about;
        this.policy = policy;
        pause = Pause.of(about, this::drop);
    }

    /**
     * Asks.
     *
     * @param head the request
     * @param origin the lines {@code X-Forwarded-*} that go with it
     */
    void send(byte[] head, byte[] origin) {
        Exchange question = about.worker().takeExchange(this, about.peer());
        asking = question;
        if (!OwnRequest.read(head, question)) {
            over(false);
            pause.endNow(waiting -> waiting.answer(Answer.text(400, Reasons.of(400))));
            return;
        }
        question.forwardedFields(origin);
        question.requestTimes(TIMES);
        policy.authority().ask(question);
    }

    private void over(boolean complete) {
        Exchange ended = asking;
        asking = null;
        if (ended != null) {
            ended.worker().giveBackExchange(ended, complete);
        }
    }

    /** Wants no answer any more. */
    private void drop() {
        Exchange dropped = asking;
        ServerSide server = dropped == null ? null : dropped.server();
        over(false);
        if (server != null) {
            server.cancel();
        }
    }

    private void failed(String reason) {
        over(false);
        pause.endNow(waiting -> policy.failed(waiting, reason));
    }

    private void settle() {
        if (!letsIn && received > MOST_BYTES) {
            failed("an answer of more than " + MOST_BYTES + " bytes");
            return;
        }
        policy.authority().answered();
        if (letsIn) {
            pause.endNow(policy::letIn);
        } else {
            String text = body.toString(StandardCharsets.ISO_8859_1);
            Answer refusal = new Answer(status, Reasons.of(status), fields, text);
            pause.endNow(waiting -> waiting.answer(refusal));
        }
    }

    @Override
    public void head(ResponseHead head) {
        status = head.status();
        letsIn = status >= 200 && status < 300;
        if (letsIn) {
            policy.take(head, about);
        } else {
            fields = policy.question().refusal(head);
        }
    }

    @Override
    public void body(ByteBuf part) {
        int limit = letsIn ? MOST_DISCARDED : MOST_BYTES;
        int size = part.readableBytes();
        boolean isTooMuch = received + size > limit;
        if (isTooMuch && received <= limit) {
            // Not at once: the server's side is in the middle of reading it.
            about.worker().loop().execute(this::cutShort);
        } else if (!isTooMuch && !letsIn) {
            body.writeBytes(ByteBufUtil.getBytes(part));
        }
        received += size;
        part.release();
    }

    private void cutShort() {
        if (asking != null) {
            drop();
            settle();
        }
    }

    @Override
    public void end() {
        over(true);
        settle();
    }

    @Override
    public void answer(Answer answer) {
        failed("no answer (" + answer.status() + " " + answer.reason() + ")");
    }

    @Override
    public void abort() {
        failed("its answer breaks off");
    }
}
