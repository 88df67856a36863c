package traefik4j.config;

/** What of a request says whom it is charged to: {@code extractorFunc} (reference §3.11). */
public sealed interface Extractor {
    /** What may be written. */
    String EXPECTED = "client.ip, client.ip/64, request.host or request.header.NAME";

    /**
     * The address of the client.
     *
     * @param ipv6Bits how many leading bits of an IPv6 address count
     */
    record ClientIp(int ipv6Bits) implements Extractor {
        /** All bits of an IPv6 address. */
        public static final int WHOLE = 128;
    }

    /** The field {@code Host} as it was sent. */
    record RequestHost() implements Extractor {}

    /**
     * The first value of a field; an empty one if there is none.
     *
     * @param name its name
     */
    record RequestHeader(String name) implements Extractor {}

    /**
     * Reads an {@code extractorFunc}; {@code client.ip/64} is not in Traefik 1.x.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static Extractor parse(String text) {
        return switch (text) {
            case "client.ip" -> new ClientIp(ClientIp.WHOLE);
            case "request.host" -> new RequestHost();
            case String header
            when header.matches("request\\.header\\.[!#$%&'*+.^_`|~0-9A-Za-z-]+") ->
                new RequestHeader(header.substring("request.header.".length()));
            case String prefix
            when prefix.matches("client\\.ip/([1-9]|[1-9]\\d|1[01]\\d|12[0-8])") ->
                new ClientIp(Integer.parseInt(prefix.substring("client.ip/".length())));
            default -> throw new IllegalArgumentException('"' + text + "\" (expected: " + EXPECTED + ")");
        };
    }
}
