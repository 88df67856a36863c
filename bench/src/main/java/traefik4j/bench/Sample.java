package traefik4j.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import traefik4j.proxy.http.Ascii;

/** Messages of one size each: a request and a response to it. */
public enum Sample {
    /** What load generators send, and the least a server answers. */
    SMALL(
            "GET /s/x HTTP/1.1|Host: bench.local",
            "HTTP/1.1 200 OK|Server: nginx|Date: Thu, 26 Nov 2026 10:00:00 GMT|Content-Type: text/plain"
                    + "|Content-Length: 100|Connection: keep-alive"),
    /** What a browser sends, and what an application answers. */
    BROWSER(
            "GET /shop/cart/7?from=search&page=2 HTTP/1.1|Host: shop.example|Connection: keep-alive"
                    + "|sec-ch-ua: \"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\"|sec-ch-ua-mobile: ?0"
                    + "|sec-ch-ua-platform: \"Linux\"|Upgrade-Insecure-Requests: 1"
                    + "|User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36"
                    + "|Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
                    + "|Sec-Fetch-Site: same-origin|Sec-Fetch-Mode: navigate|Sec-Fetch-User: ?1"
                    + "|Sec-Fetch-Dest: document|Referer: https://shop.example/search?q=lamp"
                    + "|Accept-Encoding: gzip, deflate, br, zstd|Accept-Language: en-GB,en;q=0.9,de;q=0.8"
                    + "|Cookie: session=0f8fad5bd9cb469fa16570867728950e; theme=dark; consent=1",
            "HTTP/1.1 200 OK|Date: Thu, 26 Nov 2026 10:00:00 GMT|Content-Type: text/html; charset=utf-8"
                    + "|Content-Length: 7213|Connection: keep-alive|Cache-Control: private, max-age=0, no-cache"
                    + "|Set-Cookie: session=0f8fad5bd9cb469fa16570867728950e; Path=/; HttpOnly; Secure; SameSite=Lax"
                    + "|ETag: W/\"1c2d-18e5f6\"|Vary: Accept-Encoding|X-Request-Id: 7c9e6679-7425-40de-944b-e07fc1f90ae7"
                    + "|Strict-Transport-Security: max-age=31536000; includeSubDomains"
                    + "|Content-Security-Policy: default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"),
    /** Some 6 KiB in 60 lines. */
    BIG(
            "POST /api/v1/orders HTTP/1.1|Host: api.example|Content-Length: 5|" + lines(),
            "HTTP/1.1 201 Created|" + lines());

    private final byte[] request;
    private final byte[] response;

    Sample(String request, String response) {
        this.request = head(request);
        this.response = head(response);
    }

    private static String lines() {
        return IntStream.range(0, 60)
                .mapToObj(i -> "X-Some-Field-" + i + ": " + "0123456789".repeat(8))
                .collect(Collectors.joining("|"));
    }

    private static byte[] head(String lines) {
        return Ascii.bytes(lines.replace("|", "\r\n") + "\r\n\r\n");
    }

    /** The head of a request. Not to be changed. */
    public byte[] request() {
        return request;
    }

    /** The head of a response. Not to be changed. */
    public byte[] response() {
        return response;
    }
}
