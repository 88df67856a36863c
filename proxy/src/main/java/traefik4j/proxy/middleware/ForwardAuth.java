package traefik4j.proxy.middleware;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Pause;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.Reasons;

/**
 * {@code auth.forward}: asks somebody else's server about every request, and lets in whom that lets in (reference §2.5).
 * The exchange waits meanwhile; if the client leaves, the question is dropped.
 */
final class ForwardAuth implements Handler {
    private static final Answer FAILED = new Answer(500, Reasons.of(500), List.of(), "");
    private static final Answer BAD_REQUEST = Answer.text(400, "Bad Request");
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient http;
    private final ForwardQuestion question;
    private final HeaderName[] taken;
    private final @Nullable HeaderName headerField;
    private final Handler next;

    /**
     * Asks as this says.
     *
     * @throws PolicyFault if a header's name is none, or the address
     */
    ForwardAuth(HttpClient http, Auth auth, Auth.Forward forward, Handler next) {
        this.http = http;
        this.next = next;
        question = new ForwardQuestion(forward);
        taken = forward.authResponseHeaders().stream()
                .map(name -> FieldLines.name("auth.forward.authResponseHeaders", name))
                .toArray(HeaderName[]::new);
        String field = auth.headerField();
        headerField = field.isEmpty() ? null : FieldLines.name("auth.headerField", field);
    }

    @Override
    public void handle(Exchange exchange) {
        HttpRequest request = question.about(exchange);
        if (request == null) {
            exchange.answer(BAD_REQUEST);
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        Pause pause = Pause.of(exchange, () -> asked.cancel(true));
        asked.whenComplete((response, failure) -> pause.end(waiting -> {
            if (failure != null) {
                waiting.answer(FAILED);
            } else {
                finish(waiting, response);
            }
        }));
    }

    private void finish(Exchange exchange, HttpResponse<byte[]> response) {
        if (response.statusCode() < 200 || response.statusCode() >= 300) {
            exchange.answer(question.refusal(response));
            return;
        }
        HeadEdits edits = exchange.requestEdits();
        if (headerField != null) {
            edits.remove(headerField);
        }
        for (HeaderName name : taken) {
            edits.remove(name);
            for (String value : response.headers().allValues(name.text())) {
                edits.add(name, Ascii.bytes(value));
            }
        }
        next.handle(exchange);
    }
}
