package traefik4j.proxy.http2;

import java.io.Serial;

/** What ends a connection: its peer broke the protocol (RFC 9113 §5.4.1). It has no stack, since it tells of bytes. */
final class Http2Fault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    Http2Fault(ErrorCode code, String what) {
        super(what, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    static Http2Fault protocol(String what) {
        return new Http2Fault(ErrorCode.PROTOCOL_ERROR, what);
    }

    static Http2Fault size(String what) {
        return new Http2Fault(ErrorCode.FRAME_SIZE_ERROR, what);
    }
}
