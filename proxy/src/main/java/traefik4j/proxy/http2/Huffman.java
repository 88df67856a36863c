package traefik4j.proxy.http2;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Huffman code of HPACK (RFC 7541 §5.2, Appendix B). The code is canonical, so that the lengths of its 257 words say
 * everything. It is decoded four bits at a time.
 */
final class Huffman {
    /** What no coded text is. */
    static final int MALFORMED = -1;

    private static final int END_OF_TEXT = 256;
    private static final int SYMBOL = 1 << 16;
    private static final int FAILS = 1 << 17;

    // @formatter:off
    private static final byte[] LENGTHS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
        5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
        7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
        6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    };
    // @formatter:on

    private static final int[] STEPS = new int[256 * 16];
    private static final boolean[] MAY_END = new boolean[256];

    static {
        build();
    }

    private Huffman() {}

    /** The most bytes a coded text of this length may stand for. */
    static int capacity(int codedLength) {
        return codedLength * 8 / 5 + 1;
    }

    /**
     * Decodes a text.
     *
     * @param out large enough for {@link #capacity}
     * @return the number of bytes written, or {@link #MALFORMED}
     */
    static int decode(byte[] coded, int from, int to, byte[] out) {
        int state = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            int step = STEPS[state << 4 | coded[i] >>> 4 & 15];
            if ((step & SYMBOL) != 0) {
                out[n++] = (byte) (step >>> 8);
            }
            int second = STEPS[(step & 255) << 4 | coded[i] & 15];
            if ((second & SYMBOL) != 0) {
                out[n++] = (byte) (second >>> 8);
            }
            if (((step | second) & FAILS) != 0) {
                return MALFORMED;
            }
            state = second & 255;
        }
        return MAY_END[state] ? n : MALFORMED;
    }

    /** Makes the steps out of the tree of the code. */
    private static void build() {
        int[][] tree = tree();
        for (int state = 0; state < tree.length; state++) {
            for (int bits = 0; bits < 16; bits++) {
                STEPS[state << 4 | bits] = step(tree, state, bits);
            }
        }
        // A text is filled up to a whole byte by the first bits of the end of text, which are ones.
        for (int ones = 0, state = 0; ones < 8; ones++) {
            MAY_END[state] = true;
            state = tree[state][1];
        }
    }

    private static int step(int[][] tree, int from, int bits) {
        int state = from;
        int step = 0;
        for (int shift = 3; shift >= 0; shift--) {
            int next = tree[state][bits >>> shift & 1];
            if (next >= 0) {
                state = next;
                continue;
            }
            int symbol = -1 - next;
            step |= symbol == END_OF_TEXT ? FAILS : SYMBOL | symbol << 8;
            state = 0;
        }
        return step | state;
    }

    /** The inner nodes of the tree, each with what follows a 0 and a 1: another node, or -1 minus a symbol. */
    private static int[][] tree() {
        int[][] tree = new int[256][2];
        int nodes = 1;
        int code = 0;
        int length = 0;
        for (int symbol : canonical()) {
            code <<= LENGTHS[symbol] - length;
            length = LENGTHS[symbol];
            int node = 0;
            for (int shift = length - 1; shift > 0; shift--) {
                int bit = code >>> shift & 1;
                if (tree[node][bit] == 0) {
                    tree[node][bit] = nodes++;
                }
                node = tree[node][bit];
            }
            tree[node][code & 1] = -1 - symbol;
            code++;
        }
        return tree;
    }

    private static List<Integer> canonical() {
        return IntStream.range(0, LENGTHS.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer symbol) -> LENGTHS[symbol])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
