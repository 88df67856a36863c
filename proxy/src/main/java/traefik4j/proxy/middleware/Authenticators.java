package traefik4j.proxy.middleware;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.config.ClientTls;
import traefik4j.proxy.auth.DigestCheck;
import traefik4j.proxy.auth.UserSource;
import traefik4j.proxy.auth.Verification;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.tls.ClientTlsContext;

/**
 * Makes what checks who clients are, and keeps the state of it (files, known credentials, nonces) from one routing table
 * to the next, as long as its definition is used. Used by the thread that reloads, alone.
 */
final class Authenticators {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final Verification verification = new Verification();
    private final LongSupplier clock;
    private Map<Auth, Function<Handler, Handler>> used = new HashMap<>();
    private Map<Auth, Function<Handler, Handler>> usedBefore = new HashMap<>();

    /** By this clock, in nanoseconds. */
    Authenticators(LongSupplier clock) {
        this.clock = clock;
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
            HttpClient http = keyed("auth.forward.tls", () -> client(forward.tls()));
            return next -> new ForwardAuth(http, auth, forward, next);
        }
        throw new PolicyFault("auth", "has no kind (expected: basic, digest or forward)");
    }

    private static HttpClient client(@Nullable ClientTls tls) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        return tls == null
                ? client.build()
                : client.sslContext(ClientTlsContext.of(tls)).build();
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
