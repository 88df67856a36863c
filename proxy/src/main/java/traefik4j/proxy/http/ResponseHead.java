package traefik4j.proxy.http;

/**
 * The head of a response: offsets into the received bytes (RFC 9112 §4). Filled by {@code ResponseParser}; good until
 * the exchange ends.
 */
public final class ResponseHead {
    private final Fields fields = new Fields();
    byte[] bytes = new byte[0];
    int start;
    int statusLineEnd;
    int status;
    int end;
    boolean http10;
    boolean chunked;
    boolean close;
    boolean keepAlive;
    boolean namesFields;
    long contentLength;
    int contentLengthLine;

    /** The bytes all offsets point into. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The header fields. */
    public Fields fields() {
        return fields;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** Whether it is an interim response (1xx), after which another one follows. */
    public boolean isInterim() {
        return status < 200;
    }

    /** Where the status code begins. */
    public int statusStart() {
        return start + 9;
    }

    /** Where the status line ends, CR LF not counted. */
    public int statusLineEnd() {
        return statusLineEnd;
    }

    /** Whether the body is in chunked coding. */
    public boolean isChunked() {
        return chunked;
    }

    /** {@code Content-Length}, or -1 if there is none. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether the server keeps the connection open (RFC 9112 §9.3). */
    public boolean keepsAlive() {
        return !close && (!http10 || keepAlive);
    }

    /** Whether {@code Connection} names fields besides the usual words. */
    boolean connectionNamesFields() {
        return namesFields;
    }

    /** Whether a response to this request has no body, whatever its fields say (RFC 9112 §6.3). */
    public boolean isBodiless(boolean toHead) {
        return toHead || status < 200 || status == 204 || status == 304;
    }

    /** The number of bytes the head takes. */
    public int length() {
        return end - start;
    }
}
