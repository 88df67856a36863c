package traefik4j.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request in the one form that is matched, rewritten and forwarded (RFC 3986 §6.2.2): escapes of
 * unreserved characters are decoded, other escapes are in upper case, there are no dot segments. It has two views of
 * the same path, <em>encoded</em> (what servers get) and <em>decoded</em> (what rules are about), and every decoded byte
 * knows where it stands in the encoded view; both are always cut together.
 *
 * <p>An encoded slash ({@code %2F}, {@code %5C}) is part of a segment, in both views. {@link #hasEncodedSlash} tells
 * that there is one: a request whose route would be another one with real slashes is refused.
 */
public final class RequestPath {
    private byte[] encoded = new byte[0];
    private int from;
    private int to;
    private byte[] decoded = encoded;
    private int decodedFrom;
    private int decodedTo;
    private int @Nullable [] positions;
    private boolean encodedSlash;
    private boolean changed;

    /**
     * Takes a path as it was received.
     *
     * @return whether it has a canonical form; if not the request is to be refused with 400
     */
    public boolean receive(byte[] bytes, int start, int end) {
        changed = false;
        return take(bytes, start, end, true);
    }

    /**
     * Replaces the path, after which nothing of the old one is left. What is replaced is checked as what is received,
     * and may have no dot segments at all.
     *
     * @param path the new path, encoded; a slash is put before it if it has none
     * @return whether it has a canonical form; if not the request is to be refused with 400
     */
    public boolean replace(byte[] path) {
        changed = true;
        byte[] rooted = path;
        if (path.length == 0 || path[0] != '/') {
            rooted = new byte[path.length + 1];
            rooted[0] = '/';
            System.arraycopy(path, 0, rooted, 1, path.length);
        }
        return take(rooted, 0, rooted.length, false);
    }

    /**
     * Cuts off the beginning.
     *
     * @param length how many bytes of the decoded view
     * @return whether what remains has a canonical form; if not the request is to be refused with 400
     */
    public boolean strip(int length) {
        int cut = positions == null ? from + length : positions[length];
        return replace(Arrays.copyOfRange(encoded, cut, to));
    }

    /**
     * Puts a prefix, encoded, before the path.
     *
     * @return whether the result has a canonical form; if not the request is to be refused with 400
     */
    public boolean prepend(byte[] prefix) {
        byte[] joined = new byte[prefix.length + length()];
        System.arraycopy(prefix, 0, joined, 0, prefix.length);
        System.arraycopy(encoded, from, joined, prefix.length, length());
        return replace(joined);
    }

    private boolean take(byte[] bytes, int start, int end, boolean mayHaveDots) {
        encodedSlash = false;
        positions = null;
        if (PathForm.isPlain(bytes, start, end)) {
            encoded = bytes;
            from = start;
            to = end;
            decoded = bytes;
            decodedFrom = start;
            decodedTo = end;
            return true;
        }
        PathForm form = PathForm.of(bytes, start, end, mayHaveDots);
        if (form == null) {
            return false;
        }
        changed = true;
        encoded = form.encoded();
        from = 0;
        to = encoded.length;
        decoded = form.decoded();
        decodedFrom = 0;
        decodedTo = decoded.length;
        positions = form.positions();
        encodedSlash = form.hasEncodedSlash();
        return true;
    }

    /** Whether the encoded view differs from what was received. */
    public boolean isChanged() {
        return changed;
    }

    /** Whether there is an escaped slash or backslash. */
    public boolean hasEncodedSlash() {
        return encodedSlash;
    }

    /** The bytes of the encoded view, from {@link #start} to {@link #end}. Not to be changed. */
    public byte[] bytes() {
        return encoded;
    }

    /** Where the encoded view begins. */
    public int start() {
        return from;
    }

    /** Where the encoded view ends. */
    public int end() {
        return to;
    }

    /** The length of the encoded view. */
    public int length() {
        return to - from;
    }

    /** The bytes of the decoded view, from {@link #decodedStart} to {@link #decodedEnd}. Not to be changed. */
    public byte[] decoded() {
        return decoded;
    }

    /** Where the decoded view begins. */
    public int decodedStart() {
        return decodedFrom;
    }

    /** Where the decoded view ends. */
    public int decodedEnd() {
        return decodedTo;
    }

    /** The encoded view as a text. */
    public String encodedText() {
        return Ascii.text(encoded, from, to);
    }

    /** The decoded view as a text (UTF-8; an encoded slash stays as it is). */
    public String decodedText() {
        return new String(decoded, decodedFrom, decodedTo - decodedFrom, StandardCharsets.UTF_8);
    }

    /** The first {@code length} bytes of the decoded view, as they stand in the encoded view. */
    public String encodedPrefix(int length) {
        int cut = positions == null ? from + length : positions[length];
        return Ascii.text(encoded, from, cut);
    }

    /**
     * The path as a server sees it that takes encoded slashes for slashes; null if it has no canonical form.
     */
    public @Nullable RequestPath withSlashesDecoded() {
        byte[] bytes = new byte[length()];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (PathForm.isEscapedSlash(encoded, i)) {
                bytes[n++] = '/';
                i += 2;
            } else {
                bytes[n++] = encoded[i];
            }
        }
        RequestPath path = new RequestPath();
        return path.receive(bytes, 0, n) ? path : null;
    }
}
