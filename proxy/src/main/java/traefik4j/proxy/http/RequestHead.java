package traefik4j.proxy.http;

/**
 * The head of a request: offsets into the received bytes (RFC 9112 §3). Filled by {@code RequestParser}; good until the
 * exchange ends.
 */
public final class RequestHead {
    private final Fields fields = new Fields();
    private final RequestPath path = new RequestPath();
    byte[] bytes = new byte[0];
    int start;
    int methodEnd;
    int targetStart;
    int targetEnd;
    int pathStart;
    int pathEnd;
    int queryStart;
    int hostStart;
    int hostEnd;
    int hostNameEnd;
    int port;
    int end;
    boolean asterisk;
    boolean http10;
    boolean chunked;
    boolean close;
    boolean keepAlive;
    boolean expectsContinue;
    boolean websocket;
    boolean absoluteForm;
    boolean namesFields;
    long contentLength;

    /** The bytes all offsets point into. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The header fields. */
    public Fields fields() {
        return fields;
    }

    /** The path in its canonical form; modifiers change it. */
    public RequestPath path() {
        return path;
    }

    /** Where the method begins. */
    public int methodStart() {
        return start;
    }

    /** Where the method ends. */
    public int methodEnd() {
        return methodEnd;
    }

    /** The method as a text. */
    public String method() {
        return Ascii.text(bytes, start, methodEnd);
    }

    /** Whether the method is HEAD, so that the answer has no body. */
    public boolean isHead() {
        return methodEnd - start == 4
                && bytes[start] == 'H'
                && bytes[start + 1] == 'E'
                && bytes[start + 2] == 'A'
                && bytes[start + 3] == 'D';
    }

    /** Whether the method is GET. */
    public boolean isGet() {
        return methodEnd - start == 3 && bytes[start] == 'G' && bytes[start + 1] == 'E' && bytes[start + 2] == 'T';
    }

    /** Whether doing it twice is the same as doing it once (RFC 9110 §9.2.2). */
    public boolean isIdempotent() {
        return switch (method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
            default -> false;
        };
    }

    /** Whether the target is {@code *}, which is about the proxy itself. */
    public boolean isAsterisk() {
        return asterisk;
    }

    /** The target as it was sent. */
    public String target() {
        return Ascii.text(bytes, targetStart, targetEnd);
    }

    /** Where the path begins as it was received. */
    public int pathStart() {
        return pathStart;
    }

    /** Where the path ends as it was received, and the query with its {@code ?} begins, if there is one. */
    public int pathEnd() {
        return pathEnd;
    }

    /** Where the query begins, after its {@code ?}; equal to {@link #queryEnd} plus one if there is no {@code ?}. */
    public int queryStart() {
        return queryStart;
    }

    /** Where the query ends. */
    public int queryEnd() {
        return targetEnd;
    }

    /** Whether there is a {@code ?}. */
    public boolean hasQuery() {
        return queryStart <= targetEnd;
    }

    /** Where the host begins, port included: from the target if that names one, else from {@code Host}. */
    public int hostStart() {
        return hostStart;
    }

    /** Where the host ends, port included; equal to the start if the request names no host. */
    public int hostEnd() {
        return hostEnd;
    }

    /** Where the host ends, port not included. */
    public int hostNameEnd() {
        return hostNameEnd;
    }

    /** The port the host names, or 0. */
    public int port() {
        return port;
    }

    /** The host as a text, port included. */
    public String host() {
        return Ascii.text(bytes, hostStart, hostEnd);
    }

    /** Whether the target named the host, which then replaces the field {@code Host} (RFC 9112 §3.2.2). */
    public boolean isAbsoluteForm() {
        return absoluteForm;
    }

    /** Whether the client speaks HTTP/1.0. */
    public boolean isHttp10() {
        return http10;
    }

    /** Whether the body is in chunked coding. */
    public boolean isChunked() {
        return chunked;
    }

    /** The length of the body in bytes; 0 if there is none, and if it is chunked. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether a body follows. */
    public boolean hasBody() {
        return chunked || contentLength > 0;
    }

    /** Whether the client wants the connection to go on after this exchange (RFC 9112 §9.3). */
    public boolean keepsAlive() {
        return !close && (!http10 || keepAlive);
    }

    /** Whether the client waits for {@code 100 Continue} before it sends the body. */
    public boolean expectsContinue() {
        return expectsContinue;
    }

    /** Whether a server that did not answer may be asked once more, since that does no harm (RFC 9110 §9.2.2). */
    public boolean isSafeToRepeat() {
        return isIdempotent() && !hasBody() && !isWebsocket();
    }

    /** Whether the client asks for the protocol {@code websocket}, and nothing else. */
    public boolean isWebsocket() {
        return websocket;
    }

    /** Whether {@code Connection} names fields besides the usual words. */
    public boolean connectionNamesFields() {
        return namesFields;
    }

    /** The number of bytes the head takes, from its start. */
    public int length() {
        return end - start;
    }
}
