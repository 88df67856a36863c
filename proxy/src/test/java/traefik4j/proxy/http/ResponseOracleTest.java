package traefik4j.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Our parser against Netty's strict decoder, over generated responses: both refuse or both accept, and then agree on
 * status, fields and body; or the difference is listed here.
 */
class ResponseOracleTest {
    private static final int RESPONSES = 80_000;

    /** What Netty takes and we refuse; the client then gets 500. */
    private static final List<Difference> STRICTER = List.of(
            new Difference(
                    "a response begins with HTTP/1.0 or HTTP/1.1 and a code from 100 to 999",
                    "^(?!HTTP/1\\.[01] [1-9][0-9]{2}[ \\r])"),
            new Difference("a status line has no control characters", "^[^\\r\\n]*[\\x00-\\x08\\x0b-\\x1f\\x7f]"),
            new Difference("a name is a token, and the colon follows", "\\n[^:\\r\\n]*[ \\t][^:\\r\\n]*[:\\r]"),
            new Difference("a line is not folded", "\\n[ \\t]"),
            new Difference("what frames a body has no second spelling", "\\n(?i:content_length|transfer_encoding):"),
            new Difference("a length has up to 18 digits", "\\n(?i:content-length):[ \\t]*(?![0-9]{1,18}[ \\t]*\\r)"),
            new Difference(
                    "the only coding is chunked", "\\n(?i:transfer-encoding):[ \\t]*(?!(?i:chunked)[ \\t]*\\r)"));

    /** What we take and Netty refuses: each has to have its reason why no client can read it otherwise. */
    private static final List<Difference> LOOSER = List.of(
            new Difference("Netty forgets the coding of what has no body", "^[^\\n]* (?:1..|204|304)"),
            new Difference("the same length twice is one length", "\\n(?i:content-length):.*\\n(?i:content-length):"),
            new Difference("sizes of chunks may be padded, as old servers do", "\\n[0-9a-fA-F]+[ \\t]+[;\\r]"),
            new Difference("extensions of chunks are not read, only kept on their line", "\\n[0-9a-fA-F]+;"),
            new Difference("a chunk may be larger than 2 GiB", "\\n0*[0-9a-fA-F]{8,}"));

    private final OwnReading own = new OwnReading();

    @Test
    void agreesWithNettyOnResponsesOrSaysWhyNot() {
        MessageGrammar grammar = new MessageGrammar(20261123);
        Oracle oracle = new Oracle(STRICTER, LOOSER);
        for (int i = 0; i < RESPONSES; i++) {
            String text = grammar.response();
            byte[] bytes = Ascii.bytes(text);
            oracle.compare(text, broken(own.response(bytes)), own.stoppedAt(), broken(NettyReading.response(bytes)));
        }
        assertThat(oracle.unlisted()).isEmpty();
        assertThat(oracle.neverSeen()).isEmpty();
        assertThat(oracle.taken()).isGreaterThan(RESPONSES / 5);
    }

    /** A body that is malformed is as bad as one that is cut: the client must not take it for complete. */
    private static List<String> broken(List<String> reading) {
        return reading.stream()
                .map(text -> text.equals(Reading.REFUSED) ? text : text.replace(Reading.REFUSED, Reading.OPEN))
                .toList();
    }
}
