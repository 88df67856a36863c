package traefik4j.proxy.middleware;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.RewrittenHead;

/** Which responses may be compressed, and how their heads change (RFC 9110 §8.4, §8.8.3). */
final class Compressible {
    private static final HeaderName CONTENT_ENCODING = new HeaderName("Content-Encoding");
    private static final HeaderName CONTENT_RANGE = new HeaderName("Content-Range");
    private static final HeaderName CONTENT_TYPE = new HeaderName("Content-Type");
    private static final HeaderName CONTENT_DIGEST = new HeaderName("Content-Digest");
    private static final HeaderName CONTENT_MD5 = new HeaderName("Content-MD5");
    private static final HeaderName ACCEPT_RANGES = new HeaderName("Accept-Ranges");
    private static final HeaderName CACHE_CONTROL = new HeaderName("Cache-Control");
    private static final HeaderName ETAG = new HeaderName("ETag");

    private static final Pattern NO_TRANSFORM = Pattern.compile("(?i)(^|[,\\s])no-transform($|[,\\s])");
    /** What is compressed by its nature, or framed by itself. */
    private static final Pattern COMPRESSED_TYPE = Pattern.compile("(?i)image/(?!svg|bmp|x-icon).*|video/.*|audio/.*"
            + "|font/woff.*|application/(grpc.*|zip|gzip|zstd|x-7z-compressed|x-bzip2?|x-xz|x-rar-compressed|pdf).*");

    private Compressible() {}

    /** Whether a response may be compressed. */
    static boolean is(ResponseHead head) {
        Fields fields = head.fields();
        int status = head.status();
        return !head.isBodiless(false)
                && status != 206
                && head.contentLength() != 0
                && fields.find(CONTENT_ENCODING, 0) < 0
                && fields.find(CONTENT_RANGE, 0) < 0
                && !matches(fields, CACHE_CONTROL, NO_TRANSFORM)
                && !matches(fields, CONTENT_TYPE, COMPRESSED_TYPE);
    }

    private static boolean matches(Fields fields, HeaderName name, Pattern pattern) {
        for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
            if (pattern.matcher(fields.value(i)).find()) {
                return true;
            }
        }
        return false;
    }

    /** The head of the compressed response. Its validator is weak, as its bytes are no longer the server's. */
    static ResponseHead compressed(ResponseHead head, Coding coding) {
        RewrittenHead rewritten = new RewrittenHead(head)
                .without(
                        HeaderName.CONTENT_LENGTH,
                        HeaderName.TRANSFER_ENCODING,
                        CONTENT_DIGEST,
                        CONTENT_MD5,
                        ACCEPT_RANGES)
                .with(CONTENT_ENCODING, coding.token());
        String tag = strongTag(head.fields());
        if (tag != null) {
            rewritten.without(ETAG).with(ETAG, "W/" + tag);
        }
        return rewritten.build();
    }

    private static @Nullable String strongTag(Fields fields) {
        int at = fields.find(ETAG, 0);
        return at >= 0 && fields.value(at).startsWith("\"") ? fields.value(at) : null;
    }
}
