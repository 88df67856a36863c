package traefik4j.proxy.http;

import java.util.SplittableRandom;

/**
 * Makes up messages: mostly as they should be, with a wrong piece here and there, and now and then a byte that is
 * changed, taken out or doubled.
 */
final class MessageGrammar {
    private static final String[] METHODS = {
        "GET", "POST", "PUT", "HEAD", "OPTIONS", "get", "M-SEARCH", "F!O", "CONNECT", "TRACE", "G(T", "", "X".repeat(40)
    };
    private static final String[] TARGETS = {
        "/",
        "/a/b?c=d",
        "/a%20b",
        "/%zz",
        "*",
        "http://h/x",
        "http://h",
        "h:80",
        "/a#b",
        "/\u00e4",
        "/a\0",
        "",
        "/a b",
        "//x",
        "/..",
        "/a%00",
        "/%2e%2e/x",
        "/a\tb"
    };
    private static final String[] VERSIONS = {
        "HTTP/1.1",
        "HTTP/1.0",
        "HTTP/1.2",
        "HTTP/2.0",
        "HTTP/0.9",
        "http/1.1",
        "HTTP/1.10",
        "HTTP/11",
        "",
        "HTTP/1.1 ",
        "HTTP/1.1\t",
        "HTTP/01.1",
        "HTTP /1.1",
        "HTTP/1,1"
    };
    private static final String[] STATUSES = {
        " 200 OK",
        " 200 ",
        " 200",
        " 204 No Content",
        " 304 Not Modified",
        " 404 Not Found",
        " 099 Low",
        " 999 High",
        " 1000 X",
        " 20 X",
        " 2x0 X",
        "200 OK",
        "  200 OK",
        " 200\tOK",
        " 200 \u00e4",
        " 200 a\0b",
        " -20 X",
        " 103 Hints"
    };
    private static final String[] ENDS = {"\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", "\n\r", "\r\n ", "\0\r\n"};
    private static final String[] NAMES = {
        "X-A", "Host", "host", "Content-Length", "content-length", "Transfer-Encoding", "Connection", "Expect",
                "Upgrade",
        "X A", "", "X-A ", "Content_Length", "Transfer_Encoding", "X\tA", "X-\u00e4", " X-A", "Content-Length\0",
        "X:A", "Transfer-Encoding "
    };
    private static final String[] COLONS = {": ", ":", ":\t", ":  ", " : ", "", "\t:", ":\r\n ", " "};
    private static final String[] VALUES = {
        "h",
        "3",
        "chunked",
        "5",
        "close",
        "keep-alive",
        "",
        "Chunked",
        "0",
        "+3",
        "-1",
        "3, 3",
        "3,4",
        "0x3",
        "03",
        "3 ",
        "gzip, chunked",
        "chunked, chunked",
        "identity",
        "chunked;a=b",
        "\"chunked\"",
        "xchunked",
        "100-continue",
        "gzip",
        "websocket",
        "upgrade",
        "a\0b",
        "a\rb",
        "a\nb",
        "\u00e4",
        "\u000bchunked",
        "a\tb",
        "a\u007fb",
        "99999999999999999999",
        "h:80",
        "h,i",
        "[::1]",
        "a b",
        "u@h",
        "chunked ,",
        ", chunked",
        "1e1",
        "3\u000b",
        "9223372036854775807"
    };
    private static final String[] BODIES = {
        "3\r\nabc\r\n0\r\n\r\n",
        "abc",
        "abcde",
        "",
        "3;x=1\r\nabc\r\n0\r\n\r\n",
        "3;x==\r\nabc\r\n0\r\n\r\n",
        "0\r\nX-T: v\r\n\r\n",
        "3\nabc\r\n0\r\n\r\n",
        "03\r\nabc\r\n00\r\n\r\n",
        "FFFFFFFFFFFFFFFF1\r\n",
        "3 \r\nabc\r\n0\r\n\r\n",
        "-1\r\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        "3\r\nabc0\r\n\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "3\r\nabc\r\n0\n\n",
        ";x\r\nabc\r\n0\r\n\r\n",
        "3;a\rb\r\nabc\r\n0\r\n\r\n",
        "3;\"\n\"\r\nabc\r\n0\r\n\r\n",
        "7fffffff\r\nabc",
        "fffffffff\r\nabc",
        "3\r\nabc\r\n0\r\nbad\r\n\r\n",
        "a\r\n0123456789\r\n0\r\n\r\n",
        "A\r\n0123456789\r\n0\r\nT: 1\r\nU: 2\r\n\r\n",
        " 3\r\nabc\r\n0\r\n\r\n",
        "0\r\n: v\r\n\r\n",
        "+3\r\nabc\r\n0\r\n\r\n",
        "3\r\nabc\r\n0\r\n v\r\n\r\n",
        "\r\n",
        "3\0\r\nabc\r\n0\r\n\r\n"
    };
    private static final String BYTES = "\r\n\t \0:;,/.0aA\u007f\u0080\u00ff\u000b\"#?%-_";

    private final SplittableRandom random;

    MessageGrammar(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A request. */
    String request() {
        StringBuilder text = new StringBuilder(128);
        text.append(sound(METHODS)).append(oneIn(50) ? "  " : " ").append(sound(TARGETS));
        text.append(oneIn(50) ? "\t" : " ").append(sound(VERSIONS)).append(end());
        if (!oneIn(10)) {
            text.append("Host: h").append(end());
        }
        return finished(text);
    }

    /** A response. */
    String response() {
        return finished(new StringBuilder(128)
                .append(sound(VERSIONS))
                .append(sound(STATUSES))
                .append(end()));
    }

    private String finished(StringBuilder text) {
        int fields = random.nextInt(4);
        String body = "";
        for (int i = 0; i < fields; i++) {
            String field = field();
            text.append(field).append(end());
            body = field.endsWith("chunked") ? BODIES[0] : field.endsWith(": 3") ? BODIES[1] : body;
        }
        text.append(end()).append(oneIn(3) ? any(BODIES) : body);
        return oneIn(4) ? mutated(text) : text.toString();
    }

    private String field() {
        return switch (random.nextInt(10)) {
            case 0 -> "Content-Length: 3";
            case 1, 2 -> "Transfer-Encoding: chunked";
            case 3 -> any(NAMES) + sound(COLONS) + any(VALUES);
            case 4 -> (oneIn(2) ? "Content-Length" : "Transfer-Encoding") + sound(COLONS) + any(VALUES);
            case 5 -> "X-A" + any(COLONS) + any(VALUES);
            default -> "X-A: h";
        };
    }

    private String mutated(StringBuilder text) {
        int at = random.nextInt(text.length());
        char other = BYTES.charAt(random.nextInt(BYTES.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, other);
            case 1 -> text.insert(at, other);
            case 2 -> text.insert(at, text.charAt(at));
            default -> text.deleteCharAt(at);
        }
        return text.toString();
    }

    private String end() {
        return oneIn(30) ? any(ENDS) : "\r\n";
    }

    /** Mostly one of the first two. */
    private String sound(String[] pieces) {
        return oneIn(12) ? any(pieces) : pieces[random.nextInt(2)];
    }

    private String any(String[] pieces) {
        return pieces[random.nextInt(pieces.length)];
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
