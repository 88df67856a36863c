package traefik4j.proxy.middleware;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.auth.BasicUsers;
import traefik4j.proxy.auth.UserSource;
import traefik4j.proxy.auth.Verification;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Pause;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Reasons;

/**
 * {@code auth.basic}: lets in who knows a user's password (reference §2.5). Known credentials pass at once; others are
 * checked on a virtual thread while the exchange waits.
 */
final class BasicAuth implements Handler {
    private static final String SCHEME = "Basic ";
    private static final String CHALLENGE = "Basic realm=\"traefik\"";
    private static final Answer BUSY = Answer.text(503, Reasons.of(503));

    private final UserSource<BasicUsers> source;
    private final Verification verification;
    private final Identity identity;

    BasicAuth(UserSource<BasicUsers> source, Verification verification, Identity identity) {
        this.source = source;
        this.verification = verification;
        this.identity = identity;
    }

    @Override
    public void handle(Exchange exchange) {
        String credentials = Identity.credentials(exchange, SCHEME);
        if (credentials == null) {
            Identity.refuse(exchange, CHALLENGE);
            return;
        }
        String user = source.isStale() ? null : source.users().recall(credentials);
        if (user != null) {
            identity.accept(exchange, user);
        } else {
            verify(exchange, credentials);
        }
    }

    private void verify(Exchange exchange, String credentials) {
        Pause pause = Pause.of(exchange);
        boolean taken = verification.run(() -> {
            String user = check(credentials);
            pause.end(waiting -> finish(waiting, user));
        });
        if (!taken) {
            exchange.server(null);
            exchange.answer(BUSY);
        }
    }

    private @Nullable String check(String credentials) {
        source.refresh();
        String known = source.users().recall(credentials);
        return known == null ? source.users().verify(credentials) : known;
    }

    private void finish(Exchange exchange, @Nullable String user) {
        if (user == null) {
            Identity.refuse(exchange, CHALLENGE);
        } else {
            identity.accept(exchange, user);
        }
    }
}
