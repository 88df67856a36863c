package traefik4j.proxy.middleware;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.proxy.auth.DigestCheck;
import traefik4j.proxy.auth.UserSource;
import traefik4j.proxy.auth.Verification;
import traefik4j.proxy.exchange.Handler;

/**
 * Makes what checks who clients are, and keeps the state of it (files, known credentials, nonces) from one routing table
 * to the next, as long as its definition is used. Used by the thread that reloads, alone.
 */
final class Authenticators {
    private final Verification verification = new Verification();
    private final LongSupplier clock;
    private final Authority.Source authorities;
    private Map<Auth, Function<Handler, Handler>> used = new HashMap<>();
    private Map<Auth, Function<Handler, Handler>> usedBefore = new HashMap<>();

    /**
     * By this clock.
     *
     * @param clock nanoseconds
     * @param authorities where those come from who are asked
     */
    Authenticators(LongSupplier clock, Authority.Source authorities) {
        this.clock = clock;
        this.authorities = authorities;
    }

    /** Begins another routing table: what the last one did not use is forgotten. */
    void nextTable() {
        usedBefore = used;
        used = new HashMap<>();
    }

    /**
     * Puts a check before a handler: basic rather than digest rather than forward.
     *
     * @throws PolicyFault if it is unusable
     */
    Handler around(@Nullable Auth auth, Handler next) {
        if (auth == null) {
            return next;
        }
        Function<Handler, Handler> known = used.get(auth);
        if (known == null) {
            known = usedBefore.get(auth);
        }
        Function<Handler, Handler> check = known == null ? create(auth) : known;
        used.put(auth, check);
        return check.apply(next);
    }

    private Function<Handler, Handler> create(Auth auth) {
        Auth.Users basic = auth.basic();
        if (basic != null) {
            var source = keyed("auth.basic", () -> UserSource.basic(basic));
            return next -> new BasicAuth(source, verification, new Identity(auth, basic.removeHeader(), next));
        }
        Auth.Users digest = auth.digest();
        if (digest != null) {
            var source = keyed("auth.digest", () -> UserSource.digest(digest));
            DigestCheck check = new DigestCheck(clock);
            return next -> new DigestAuth(source, check, verification, new Identity(auth, digest.removeHeader(), next));
        }
        Auth.Forward forward = auth.forward();
        if (forward != null) {
            ForwardQuestion question = new ForwardQuestion(forward);
            Authority authority = authorities.at(question.address(), forward.tls());
            return next -> new ForwardAuth(authority, question, auth, forward, next);
        }
        throw new PolicyFault("auth", "has no kind (expected: basic, digest or forward)");
    }

    private static <T> T keyed(String key, Supplier<T> made) {
        try {
            return made.get();
        } catch (PolicyFault e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new PolicyFault(key, String.valueOf(e.getMessage()));
        }
    }
}
