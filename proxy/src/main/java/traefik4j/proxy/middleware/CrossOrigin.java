package traefik4j.proxy.middleware;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Cors;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.Reasons;

/**
 * {@code accessControl…}: tells browsers which other sites may use a frontend, and answers when they ask beforehand (the
 * Fetch standard).
 */
final class CrossOrigin implements Handler, ExchangeListener {
    private static final HeaderName ALLOW_ORIGIN = new HeaderName("Access-Control-Allow-Origin");
    private static final HeaderName REQUEST_METHOD = new HeaderName("Access-Control-Request-Method");
    private static final byte[] ORIGIN = Ascii.bytes("Origin");

    private final Cors cors;
    private final List<Pattern> patterns;
    private final FieldLines response;
    private final List<Map.Entry<String, String>> preflight;
    private final Handler next;

    /**
     * Tells browsers what this says.
     *
     * @throws PolicyFault if an expression or a value is unusable
     */
    CrossOrigin(Cors cors, Handler next) {
        this.cors = cors;
        this.next = next;
        patterns = cors.originRegexes().stream()
                .map(regex -> Expressions.of("headers.accessControlAllowOriginListRegex", regex))
                .toList();
        Map<String, String> asked = new LinkedHashMap<>();
        Map<String, String> told = new LinkedHashMap<>();
        if (cors.credentials()) {
            asked.put("Access-Control-Allow-Credentials", "true");
            told.put("Access-Control-Allow-Credentials", "true");
        }
        put(asked, "Access-Control-Allow-Headers", cors.requestHeaders());
        put(asked, "Access-Control-Allow-Methods", cors.methods());
        asked.put("Access-Control-Max-Age", Long.toString(cors.maxAge()));
        put(told, "Access-Control-Expose-Headers", cors.exposedHeaders());
        FieldLines.of("headers", asked);
        preflight = List.copyOf(asked.entrySet());
        response = FieldLines.of("headers", told);
    }

    private static void put(Map<String, String> fields, String name, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(name, String.join(",", values));
        }
    }

    @Override
    public void handle(Exchange exchange) {
        Fields fields = exchange.request().fields();
        int origin = fields.find(HeaderName.ORIGIN_FIELD, 0);
        if (origin >= 0 && fields.find(REQUEST_METHOD, 0) >= 0 && isOptions(exchange)) {
            exchange.answer(preflight(allowed(fields.value(origin))));
            return;
        }
        exchange.listen(this);
        next.handle(exchange);
    }

    private static boolean isOptions(Exchange exchange) {
        return exchange.request().method().equals("OPTIONS");
    }

    private Answer preflight(@Nullable String allowed) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(preflight);
        if (allowed != null) {
            fields.add(Map.entry(ALLOW_ORIGIN.text(), allowed));
        }
        if (cors.addVaryHeader()) {
            fields.add(Map.entry("Vary", "Origin"));
        }
        return new Answer(200, Reasons.of(200), fields, "");
    }

    @Override
    public void responding(Exchange exchange, int status) {
        if (exchange.isOwnAnswer()) {
            return;
        }
        Fields fields = exchange.request().fields();
        int origin = fields.find(HeaderName.ORIGIN_FIELD, 0);
        String allowed = allowed(origin < 0 ? "" : fields.value(origin));
        if (allowed != null) {
            exchange.responseEdits().set(ALLOW_ORIGIN, Ascii.bytes(allowed));
        }
        response.apply(exchange.responseEdits());
        if (cors.addVaryHeader()) {
            exchange.responseEdits().add(HeaderName.VARY, ORIGIN);
        }
    }

    /** What is said to a site that may; null if it may not. */
    private @Nullable String allowed(String origin) {
        for (String entry : cors.origins()) {
            if (entry.equals("*") || entry.equals(origin)) {
                return entry;
            }
        }
        if (!origin.isEmpty()
                && patterns.stream().anyMatch(pattern -> pattern.matcher(origin).find())) {
            return origin;
        }
        return null;
    }
}
