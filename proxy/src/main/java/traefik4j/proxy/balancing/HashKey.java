package traefik4j.proxy.balancing;

import traefik4j.config.HashOn;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Cookies;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;

/** What of a request decides which server it gets. Requests without it go by the address of the client. */
@FunctionalInterface
interface HashKey {
    /** A number for what is looked at. */
    long of(Exchange exchange);

    /** The key for what was configured. */
    static HashKey of(HashOn on) {
        return switch (on) {
            case HashOn.ClientIp() -> HashKey::client;
            case HashOn.Header(String name) -> header(new HeaderName(name));
            case HashOn.Cookie(String name) -> cookie(Ascii.bytes(name));
            case HashOn.Path() -> HashKey::path;
            case HashOn.Query(String name) -> query(Ascii.bytes(name));
        };
    }

    private static long client(Exchange exchange) {
        byte[] address = exchange.peer().address().getAddress().getAddress();
        return Hash.of(address, 0, address.length);
    }

    private static HashKey header(HeaderName name) {
        return exchange -> {
            Fields fields = exchange.request().fields();
            int line = fields.find(name, 0);
            return line < 0
                    ? client(exchange)
                    : Hash.of(fields.bytes(), fields.valueStart(line), fields.valueEnd(line));
        };
    }

    private static HashKey cookie(byte[] name) {
        return exchange -> {
            Fields fields = exchange.request().fields();
            long range = Cookies.find(fields, name);
            return range == Cookies.NONE
                    ? client(exchange)
                    : Hash.of(fields.bytes(), Cookies.start(range), Cookies.end(range));
        };
    }

    private static long path(Exchange exchange) {
        RequestPath path = exchange.request().path();
        return Hash.of(path.decoded(), path.decodedStart(), path.decodedEnd());
    }

    private static HashKey query(byte[] name) {
        return exchange -> {
            RequestHead request = exchange.request();
            byte[] bytes = request.bytes();
            int at = request.hasQuery() ? request.queryStart() : request.queryEnd();
            while (at < request.queryEnd()) {
                int end = at;
                while (end < request.queryEnd() && bytes[end] != '&') {
                    end++;
                }
                int value = at + name.length + 1;
                if (value <= end && bytes[value - 1] == '=' && Ascii.equals(bytes, at, value - 1, name)) {
                    return Hash.of(bytes, value, end);
                }
                at = end + 1;
            }
            return client(exchange);
        };
    }
}
