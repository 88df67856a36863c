package traefik4j.proxy.middleware;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;

/** A content coding, those that are liked better first (RFC 9110 §8.4.1). */
enum Coding {
    /** Zstandard, where its native library works: as small as gzip for a third of the time (RFC 8878). */
    ZSTD {
        @Override
        boolean works() {
            return Zstandard.WORKS;
        }

        @Override
        OutputStream into(OutputStream out) throws IOException {
            return new ZstdOutputStreamNoFinalizer(out, ZSTD_LEVEL);
        }
    },
    /** Brotli, where its native library works. */
    BR {
        @Override
        boolean works() {
            return Brotli.WORKS;
        }

        @Override
        OutputStream into(OutputStream out) throws IOException {
            return new BrotliOutputStream(out, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
        }
    },
    /** What everybody knows. */
    GZIP {
        @Override
        boolean works() {
            return true;
        }

        @Override
        OutputStream into(OutputStream out) throws IOException {
            return new GZIPOutputStream(out, BUFFER, true);
        }
    };

    static final HeaderName ACCEPT_ENCODING = new HeaderName("Accept-Encoding");

    /** About as small as gzip, and faster. */
    private static final int BROTLI_QUALITY = 4;

    /** Its window of 2 MiB is one that every client has to have room for (RFC 9659). */
    private static final int ZSTD_LEVEL = 3;

    private static final int BUFFER = 8192;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Its library, loaded when the first client accepts it. */
    private static final class Brotli {
        private static final boolean WORKS = Brotli4jLoader.isAvailable();
    }

    /** Its library, loaded when the first client accepts it. */
    private static final class Zstandard {
        private static final boolean WORKS = load();

        private static boolean load() {
            try {
                Native.load();
                return true;
            } catch (LinkageError e) {
                return false;
            }
        }
    }

    /** Whether it can be used on this system. */
    abstract boolean works();

    /** A stream that compresses into another one; flushing it makes all that was written readable. */
    abstract OutputStream into(OutputStream out) throws IOException;

    /** Its name in {@code Content-Encoding}. */
    String token() {
        return token;
    }

    /** What a client accepts, by weight and then by our liking; null for none (RFC 9110 §12.5.3). */
    static @Nullable Coding accepted(Fields fields) {
        int at = fields.find(ACCEPT_ENCODING, 0);
        return at < 0 ? null : accepted(fields.value(at));
    }

    /** What the value of a field accepts. */
    static @Nullable Coding accepted(String value) {
        Coding best = null;
        double most = 0;
        for (Coding coding : values()) {
            double weight = weight(value, coding.token);
            if (weight > most && coding.works()) {
                best = coding;
                most = weight;
            }
        }
        return best;
    }

    private static double weight(String value, String token) {
        double others = 0;
        for (String element : value.split(",", -1)) {
            String[] parts = element.split(";", -1);
            String name = parts[0].strip();
            if (name.equalsIgnoreCase(token)) {
                return weight(parts);
            }
            if (name.equals("*")) {
                others = weight(parts);
            }
        }
        return others;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String text = parts[i].strip();
            if (text.startsWith("q=") || text.startsWith("Q=")) {
                return text.matches("[qQ]=[01](\\.\\d{0,3})?") ? Double.parseDouble(text.substring(2)) : 0;
            }
        }
        return 1;
    }
}
