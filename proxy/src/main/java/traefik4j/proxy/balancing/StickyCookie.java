package traefik4j.proxy.balancing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import traefik4j.config.Stickiness;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Cookies;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;

/**
 * {@code stickiness}: the cookie by which a client stays with its server (reference §4.5). Its value is a hash of the
 * server's URL, keyed by the name of the backend and the secret, so that it is the same in every instance and after every
 * restart, and names no address. The URL in clear, as Traefik 1.x wrote it, is understood too.
 */
final class StickyCookie {
    private static final HeaderName SET_COOKIE = new HeaderName("Set-Cookie");
    private static final int BYTES = 16;

    private final byte[] name;
    private final byte[][] hashes;
    private final byte[][] urls;
    private final ExchangeListener[] setters;

    /**
     * The cookie of a backend.
     *
     * @param backend the name of the backend
     * @param servers the URLs of its servers
     */
    StickyCookie(Stickiness definition, String backend, String[] servers) {
        String text = name(definition.cookieName(), backend);
        name = Ascii.bytes(text);
        urls = Arrays.stream(servers).map(Ascii::bytes).toArray(byte[][]::new);
        hashes = Arrays.stream(servers)
                .map(url -> Ascii.bytes(hash(definition.secret(), backend, url)))
                .toArray(byte[][]::new);
        setters = Arrays.stream(hashes)
                .map(hash -> setter(text + "=" + Ascii.text(hash, 0, hash.length) + attributes(definition)))
                .toArray(ExchangeListener[]::new);
    }

    /** The name of the cookie: what was configured with all signs that may not be in it replaced, or one of our own. */
    static String name(String configured, String backend) {
        if (!configured.isEmpty()) {
            return configured.replaceAll("[^!#$%&'*+.^_`|~0-9A-Za-z-]", "_");
        }
        try {
            byte[] text = (Stickiness.DEPRECATED_NAME + "_" + backend).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return "_" + HexFormat.of().formatHex(digest).substring(0, 5);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String secret, String backend, String url) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = ("traefik4j sticky\n" + backend + "\n" + secret).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(url.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String attributes(Stickiness definition) {
        String sameSite = switch (definition.sameSite().toLowerCase(Locale.ROOT)) {
            case "none" -> "; SameSite=None";
            case "lax" -> "; SameSite=Lax";
            case "strict" -> "; SameSite=Strict";
            default -> "";
        };
        return "; Path=/" + (definition.httpOnly() ? "; HttpOnly" : "") + (definition.secure() ? "; Secure" : "")
                + sameSite;
    }

    private static ExchangeListener setter(String line) {
        byte[] value = Ascii.bytes(line);
        return new ExchangeListener() {
            @Override
            public void responding(Exchange exchange, int status) {
                exchange.responseEdits().add(SET_COOKIE, value);
            }
        };
    }

    /** The number of the server the client names, or -1. */
    int server(Exchange exchange) {
        Fields fields = exchange.request().fields();
        long range = Cookies.find(fields, name);
        if (range == Cookies.NONE) {
            return -1;
        }
        int found = find(hashes, fields.bytes(), range);
        return found >= 0 ? found : find(urls, fields.bytes(), range);
    }

    private static int find(byte[][] values, byte[] bytes, long range) {
        int start = Cookies.start(range);
        int end = Cookies.end(range);
        for (int i = 0; i < values.length; i++) {
            if (Ascii.equals(bytes, start, end, values[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Lets the client know its server. A try that fails takes this with it. */
    void tell(Exchange exchange, int server) {
        exchange.listen(setters[server]);
    }
}
