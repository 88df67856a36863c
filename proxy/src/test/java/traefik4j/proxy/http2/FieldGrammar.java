package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up the fields of one connection and has Netty compress them: into its table or not, never to be kept, in Huffman
 * code or not, with tables that change their size; and spoils blocks on demand.
 */
final class FieldGrammar {
    private static final String[] NAMES = {
        ":method",
        ":path",
        ":authority",
        ":scheme",
        ":status",
        "cookie",
        "accept",
        "accept-encoding",
        "content-type",
        "via",
        "www-authenticate",
        "x-own",
        "x-request-id",
        "a",
        "sec-ch-ua-platform"
    };
    private static final String[] VALUES = {
        "", "GET", "/", "https", "200", "gzip, deflate", "*/*", "text/html; charset=utf-8", "a=b; c=d", "0"
    };
    private static final int[] TABLES = {0, 32, 64, 100, 256, 1000, 4095, 4096};
    private static final int ALWAYS = 0;

    private final SplittableRandom random;
    private final DefaultHttp2HeadersEncoder netty;

    FieldGrammar(SplittableRandom random) {
        this.random = random;
        int huffmanFrom = random.nextBoolean() ? ALWAYS : random.nextInt(1, 100);
        netty = new DefaultHttp2HeadersEncoder(
                (name, value) -> random.nextInt(8) == 0, true, 1 << random.nextInt(1, 7), huffmanFrom);
    }

    /** Some fields, each as name and value. */
    List<String[]> fields() {
        List<String[]> fields = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            String name = random.nextInt(4) > 0 ? any(NAMES) : "x" + text(8, '!', 'A') + text(8, '[', 0x7f);
            fields.add(new String[] {name, random.nextBoolean() ? any(VALUES) : text(lengths(), ' ', 0x100)});
        }
        return fields;
    }

    private int lengths() {
        return random.nextInt(40) == 0 ? 5_000 : random.nextInt(8) == 0 ? 300 : 30;
    }

    private String text(int most, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append((char) random.nextInt(from, to));
        }
        return text.toString();
    }

    private String any(String[] words) {
        return words[random.nextInt(words.length)];
    }

    /** These fields compressed by Netty; now and then the size of its table changes before. */
    byte[] block(List<String[]> fields) throws Http2Exception {
        Http2Headers headers = new DefaultHttp2Headers(false);
        fields.forEach(field -> headers.add(field[0], field[1]));
        for (int changes = random.nextInt(8) - 5; changes > 0; changes--) {
            netty.configuration().maxHeaderTableSize(TABLES[random.nextInt(TABLES.length)]);
        }
        ByteBuf out = Unpooled.buffer();
        netty.encodeHeaders(1, headers, out);
        return ByteBufUtil.getBytes(out);
    }

    /** A block in which something is wrong, most probably. */
    byte[] spoiled(byte[] block) {
        if (block.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(block.length);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(block, at);
            case 1 -> with(block, at, at, random.nextInt(256));
            case 2 -> with(block, at, at + 1);
            case 3 -> with(block, 0, 0, 0x20 | random.nextInt(32), random.nextInt(64));
            case 4 -> with(block, 0, 0, 0x3f, 0x80, 0x80, 0x80, 0x80, 0);
            case 5 -> with(block, at, at, 0xff, 0x80 | random.nextInt(128), 0x80, 0x80, 0x80, random.nextInt(32));
            default -> with(block, at, at + 1, block[at] ^ 1 << random.nextInt(8));
        };
    }

    /** The block with other bytes in the place of some. */
    private static byte[] with(byte[] block, int from, int to, int... others) {
        byte[] changed = Arrays.copyOf(block, block.length - (to - from) + others.length);
        for (int i = 0; i < others.length; i++) {
            changed[from + i] = (byte) others[i];
        }
        System.arraycopy(block, to, changed, from + others.length, block.length - to);
        return changed;
    }
}
