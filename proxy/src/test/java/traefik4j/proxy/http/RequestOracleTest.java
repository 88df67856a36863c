package traefik4j.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Our parser against Netty's strict decoder, over generated requests: both refuse or both accept, and then agree on
 * method, target, version, fields, body and where the next request begins; or the difference is listed here.
 */
class RequestOracleTest {
    private static final int REQUESTS = 120_000;
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: s\r\n\r\n";

    /** What Netty takes and we refuse. Refusing more than a server behind us is safe; each has to have its reason. */
    private static final List<Difference> STRICTER = List.of(
            new Difference("an empty line before a request is CR LF, others are none", "^[\\x00-\\x20\\x7f]"),
            new Difference(
                    "the parts of the request line are separated by one space",
                    "^[^\\r\\n]*(?:[\\t\\x0b\\x0c]|  | \\r)"),
            new Difference("CONNECT and TRACE are not served", "^(?:CONNECT|TRACE) "),
            new Difference("the target is a path or a URL with a host", "^\\S+ (?!/|https?://[a-z0-9.]+[:/? ]|\\* )"),
            new Difference("a method has up to 32 characters", "^[^ ]{33}"),
            new Difference("a target has no control characters", "^\\S+ [^ \\r\\n]*[\\x00-\\x1f\\x7f]"),
            new Difference("the target * is for OPTIONS", "^(?!OPTIONS )\\S+ \\* "),
            new Difference(
                    "a path has one form, and a server gets no fragment",
                    "^\\S+ \\S*(?:[#\\\\]|%00|%(?![0-9a-fA-F]{2})|\\.\\.|%2e%2e)"),
            new Difference("the version is HTTP/1.0 or HTTP/1.1", "^[^\\n]* (?!HTTP/1\\.[01]\\r)[^ \\n]*\\n"),
            new Difference("HTTP/1.1 needs a Host", "^(?![^\\n]*HTTP/1\\.0)(?!.*\\n(?i:host):)"),
            new Difference("there is one Host", "\\n(?i:host):.*\\n(?i:host):"),
            new Difference(
                    "a host is a name or an address, and a port",
                    "\\n(?i:host):[ \\t]*(?![a-zA-Z0-9.\\-+=]*(?::[0-9]*)?[ \\t]*\\r)"),
            new Difference("a line is not folded", "\\n[ \\t]"),
            new Difference("what frames a body has no second spelling", "\\n(?i:content_length|transfer_encoding):"),
            new Difference("there is one Content-Length", "\\n(?i:content-length):.*\\n(?i:content-length):"),
            new Difference("a length has up to 18 digits", "\\n(?i:content-length):[ \\t]*(?![0-9]{1,18}[ \\t]*\\r)"),
            new Difference("the only coding is chunked", "\\n(?i:transfer-encoding):[ \\t]*(?!(?i:chunked)[ \\t]*\\r)"),
            new Difference(
                    "the only expectation is 100-continue", "\\n(?i:expect):[ \\t]*(?!(?i:100-continue)[ \\t]*\\r)"));

    /** What we take and Netty refuses: each has to have its reason why no server can read it otherwise. */
    private static final List<Difference> LOOSER = List.of(
            new Difference("sizes of chunks may be padded, as old servers do", "\\n[0-9a-fA-F]+[ \\t]+[;\\r]"),
            new Difference("extensions of chunks are not read, only kept on their line", "\\n[0-9a-fA-F]+;"),
            new Difference("a chunk may be larger than 2 GiB", "\\n0*[0-9a-fA-F]{8,}"));

    private final OwnReading own = new OwnReading();

    @Test
    void agreesWithNettyOnRequestsOrSaysWhyNot() {
        MessageGrammar grammar = new MessageGrammar(20261123);
        Oracle oracle = new Oracle(STRICTER, LOOSER);
        for (int i = 0; i < REQUESTS; i++) {
            String text = grammar.request() + NEXT;
            byte[] bytes = Ascii.bytes(text);
            oracle.compare(text, own.requests(bytes), own.stoppedAt(), NettyReading.requests(bytes));
        }
        assertThat(oracle.unlisted()).isEmpty();
        assertThat(oracle.neverSeen()).isEmpty();
        assertThat(oracle.taken()).isGreaterThan(REQUESTS / 5);
    }
}
