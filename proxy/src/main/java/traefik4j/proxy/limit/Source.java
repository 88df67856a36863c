package traefik4j.proxy.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import traefik4j.config.Extractor;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;

/** Whom a request is charged to (reference §3.11). */
@FunctionalInterface
interface Source {
    /** The key of whoever sent the request, for a map. */
    Object of(Exchange exchange);

    /**
     * The source an extractor names. Addresses are compared as addresses; of IPv6 ones only a prefix if the extractor
     * says so, because a single client may have all of a /64.
     */
    static Source of(Extractor extractor) {
        return switch (extractor) {
            case Extractor.ClientIp(int bits)
            when bits == Extractor.ClientIp.WHOLE ->
                exchange -> exchange.peer().address().getAddress();
            case Extractor.ClientIp(int bits) ->
                exchange -> prefix(exchange.peer().address().getAddress(), bits);
            case Extractor.RequestHost() -> exchange -> exchange.request().host();
            case Extractor.RequestHeader(String name) -> header(new HeaderName(name));
        };
    }

    private static Source header(HeaderName name) {
        return exchange -> {
            Fields fields = exchange.request().fields();
            int line = fields.find(name, 0);
            return line < 0 ? "" : fields.value(line);
        };
    }

    private static InetAddress prefix(InetAddress address, int bits) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        int whole = bits / Byte.SIZE;
        if (bits % Byte.SIZE != 0) {
            bytes[whole] &= (byte) (0xFF << Byte.SIZE - bits % Byte.SIZE);
            whole++;
        }
        Arrays.fill(bytes, whole, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
