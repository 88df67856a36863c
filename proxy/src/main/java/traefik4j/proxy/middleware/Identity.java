package traefik4j.proxy.middleware;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;

/** What is done when it is known who a client is, and how its credentials are found (reference §2.5). */
final class Identity {
    private static final String BODY = "401 Unauthorized\n";

    private final @Nullable HeaderName headerField;
    private final boolean removesCredentials;
    private final Handler next;

    /**
     * Goes on with this handler.
     *
     * @throws PolicyFault if {@code headerField} is no name
     */
    Identity(Auth auth, boolean removesCredentials, Handler next) {
        String field = auth.headerField();
        headerField = field.isEmpty() ? null : FieldLines.name("auth.headerField", field);
        this.removesCredentials = removesCredentials;
        this.next = next;
    }

    /** The credentials after this scheme's name; null if there are none, or more than one. */
    static @Nullable String credentials(Exchange exchange, String scheme) {
        Fields fields = exchange.request().fields();
        int found = fields.find(HeaderName.AUTHORIZATION, 0);
        if (found < 0 || fields.find(HeaderName.AUTHORIZATION, found + 1) >= 0) {
            return null;
        }
        String value = fields.value(found);
        return value.startsWith(scheme) ? value.substring(scheme.length()) : null;
    }

    /** The client is this user: goes on. */
    void accept(Exchange exchange, String user) {
        exchange.user(user);
        if (headerField != null) {
            exchange.requestEdits().set(headerField, user.getBytes(StandardCharsets.UTF_8));
        }
        if (removesCredentials) {
            exchange.requestEdits().remove(HeaderName.AUTHORIZATION);
        }
        next.handle(exchange);
    }

    /** The client is nobody: asks again. */
    static void refuse(Exchange exchange, String challenge) {
        exchange.answer(new Answer(
                401,
                "Unauthorized",
                List.of(Map.entry("Content-Type", "text/plain"), Map.entry("Www-Authenticate", challenge)),
                BODY));
    }
}
