package traefik4j.proxy.http2;

/** Why a stream or a connection ends (RFC 9113 §7). */
public enum ErrorCode {
    NO_ERROR,
    PROTOCOL_ERROR,
    INTERNAL_ERROR,
    FLOW_CONTROL_ERROR,
    SETTINGS_TIMEOUT,
    STREAM_CLOSED,
    FRAME_SIZE_ERROR,
    REFUSED_STREAM,
    CANCEL,
    COMPRESSION_ERROR,
    CONNECT_ERROR,
    ENHANCE_YOUR_CALM,
    INADEQUATE_SECURITY,
    HTTP_1_1_REQUIRED;

    private static final ErrorCode[] ALL = values();

    /** The number on the wire. */
    @SuppressWarnings("EnumOrdinal") // The order is that of the table of RFC 9113 §7.
    public int number() {
        return ordinal();
    }

    /** What a number means; what is unknown is an internal error (RFC 9113 §7). */
    public static ErrorCode of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : INTERNAL_ERROR;
    }
}
