package traefik4j.proxy.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.template.Template;

/** {@code Query}: each of several parameters has the value wanted, where only its first value counts. */
public final class QueryMatcher implements Matcher {
    private final String text;
    private final Wanted[] wanted;

    QueryMatcher(String text, List<Wanted> wanted) {
        this.text = text;
        this.wanted = wanted.toArray(Wanted[]::new);
    }

    @Override
    public Match match(RequestHead request, RequestPath path) {
        if (!request.hasQuery()) {
            return Match.NO;
        }
        for (Wanted parameter : wanted) {
            if (!parameter.isIn(request.bytes(), request.queryStart(), request.queryEnd())) {
                return Match.NO;
            }
        }
        return Match.YES;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String seen(RequestHead request, RequestPath path) {
        return request.hasQuery()
                ? "query " + Ascii.text(request.bytes(), request.queryStart(), request.queryEnd())
                : "no query";
    }

    /** A parameter and the value its first occurrence has to have; any if there is no template. */
    static final class Wanted {
        private final byte[] key;
        private final @Nullable Template value;

        Wanted(byte[] key, @Nullable Template value) {
            this.key = key;
            this.value = value;
        }

        boolean isIn(byte[] bytes, int from, int to) {
            int start = from;
            while (start <= to) {
                int end = indexOf(bytes, '&', start, to);
                int equals = indexOf(bytes, '=', start, end);
                if (isKey(bytes, start, equals) && isWellFormed(bytes, equals, end)) {
                    return isValue(bytes, Math.min(equals + 1, end), end);
                }
                start = end + 1;
            }
            return false;
        }

        private static int indexOf(byte[] bytes, char wanted, int from, int to) {
            int i = from;
            while (i < to && bytes[i] != wanted) {
                i++;
            }
            return i;
        }

        private boolean isKey(byte[] bytes, int from, int to) {
            int n = 0;
            for (int i = from; i < to; i += length(bytes[i])) {
                if (n == key.length || decoded(bytes, i, to) != (key[n++] & 0xff)) {
                    return false;
                }
            }
            return n == key.length && to > from;
        }

        private static boolean isWellFormed(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i += length(bytes[i])) {
                if (decoded(bytes, i, to) < 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean isValue(byte[] bytes, int from, int to) {
            if (value == null) {
                return true;
            }
            byte[] decoded = new byte[to - from];
            int n = 0;
            for (int i = from; i < to; i += length(bytes[i])) {
                decoded[n++] = (byte) decoded(bytes, i, to);
            }
            return value.match(decoded, 0, n) >= 0;
        }

        private static int length(byte b) {
            return b == '%' ? 3 : 1;
        }

        /** The byte that is written at {@code i}, 0 to 255; negative if nothing is, because an escape is malformed. */
        private static int decoded(byte[] bytes, int i, int to) {
            if (bytes[i] == '%') {
                return i + 2 < to ? Ascii.hex(bytes[i + 1]) << 4 | Ascii.hex(bytes[i + 2]) : -1;
            }
            return bytes[i] == '+' ? ' ' : bytes[i] & 0xff;
        }
    }
}
