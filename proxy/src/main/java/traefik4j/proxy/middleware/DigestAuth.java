package traefik4j.proxy.middleware;

import traefik4j.proxy.auth.DigestCheck;
import traefik4j.proxy.auth.DigestUsers;
import traefik4j.proxy.auth.UserSource;
import traefik4j.proxy.auth.Verification;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Pause;

/** {@code auth.digest}: lets in who shows a digest of a user's password (reference §2.5, RFC 7616). */
final class DigestAuth implements Handler {
    private static final String SCHEME = "Digest ";

    private final UserSource<DigestUsers> source;
    private final DigestCheck check;
    private final Verification verification;
    private final Identity identity;

    DigestAuth(UserSource<DigestUsers> source, DigestCheck check, Verification verification, Identity identity) {
        this.source = source;
        this.check = check;
        this.verification = verification;
        this.identity = identity;
    }

    @Override
    public void handle(Exchange exchange) {
        String answer = Identity.credentials(exchange, SCHEME);
        if (answer == null) {
            Identity.refuse(exchange, check.challenge(false));
        } else if (source.isStale()) {
            refresh(exchange, answer);
        } else {
            verify(exchange, answer);
        }
    }

    private void refresh(Exchange exchange, String answer) {
        Pause pause = Pause.of(exchange);
        boolean taken = verification.run(() -> {
            source.refresh();
            pause.end(waiting -> verify(waiting, answer));
        });
        if (!taken) {
            exchange.server(null);
            verify(exchange, answer);
        }
    }

    private void verify(Exchange exchange, String answer) {
        DigestCheck.Result result = check.check(
                answer, exchange.request().method(), exchange.request().target(), source.users());
        String user = result.user();
        if (user == null) {
            Identity.refuse(exchange, check.challenge(result.stale()));
        } else {
            identity.accept(exchange, user);
        }
    }
}
