package traefik4j.proxy.middleware;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.ResponseHead;

/**
 * {@code auth.forward}: asks somebody else's server about every request, and lets in whom that lets in (reference §2.5).
 * The exchange waits meanwhile, on its event loop; if the client leaves, the question is dropped.
 */
final class ForwardAuth implements Handler {
    private static final Answer FAILED = new Answer(500, Reasons.of(500), List.of(), "");

    private final Authority authority;
    private final ForwardQuestion question;
    private final HeaderName[] taken;
    private final @Nullable HeaderName headerField;
    private final Handler next;

    /**
     * Asks as this says.
     *
     * @throws PolicyFault if a header's name is none
     */
    ForwardAuth(Authority authority, ForwardQuestion question, Auth auth, Auth.Forward forward, Handler next) {
        this.authority = authority;
        this.question = question;
        this.next = next;
        taken = forward.authResponseHeaders().stream()
                .map(name -> FieldLines.name("auth.forward.authResponseHeaders", name))
                .toArray(HeaderName[]::new);
        String field = auth.headerField();
        headerField = field.isEmpty() ? null : FieldLines.name("auth.headerField", field);
    }

    @Override
    public void handle(Exchange exchange) {
        new Inquiry(exchange, this).send(question.head(exchange), question.origin(exchange));
    }

    /** Whom it asks. */
    Authority authority() {
        return authority;
    }

    /** What it asks. */
    ForwardQuestion question() {
        return question;
    }

    /** The server of an exchange that is let in gets what the answer says of the client, and nobody else says. */
    void take(ResponseHead answer, Exchange exchange) {
        HeadEdits edits = exchange.requestEdits();
        if (headerField != null) {
            edits.remove(headerField);
        }
        Fields said = answer.fields();
        for (HeaderName name : taken) {
            edits.remove(name);
            for (int i = said.find(name, 0); i >= 0; i = said.find(name, i + 1)) {
                edits.add(name, Ascii.bytes(said.value(i)));
            }
        }
    }

    /** The client is let in. */
    void letIn(Exchange exchange) {
        next.handle(exchange);
    }

    /** Nobody is let in as long as the answer is not known. */
    void failed(Exchange exchange, String reason) {
        authority.failed(reason);
        exchange.answer(FAILED);
    }
}
