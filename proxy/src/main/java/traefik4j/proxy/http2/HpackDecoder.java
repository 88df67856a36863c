package traefik4j.proxy.http2;

import java.util.Arrays;

/**
 * Decompresses blocks of fields (RFC 7541). Fields are given on as ranges, and copied only where the peer wants them
 * remembered. One is used for all blocks of a connection, in their order.
 */
public final class HpackDecoder {
    private static final int TABLE_SIZE = 4096;

    private final DynamicTable table = new DynamicTable(TABLE_SIZE);
    private final Text name = new Text();
    private final Text value = new Text();
    private byte[] block = new byte[0];
    private int at;
    private int end;

    /** A string of the block: a range of it, or of what it was decoded into. */
    private static final class Text {
        private byte[] decoded = new byte[128];
        private byte[] bytes = new byte[0];
        private int from;
        private int to;

        void set(byte[] all, int start, int stop) {
            bytes = all;
            from = start;
            to = stop;
        }

        void decode(byte[] coded, int start, int stop) {
            int most = Huffman.capacity(stop - start);
            if (decoded.length < most) {
                decoded = new byte[most];
            }
            int length = Huffman.decode(coded, start, stop, decoded);
            if (length == Huffman.MALFORMED) {
                throw malformed("a text in no Huffman code");
            }
            set(decoded, 0, length);
        }

        byte[] copy() {
            return Arrays.copyOfRange(bytes, from, to);
        }
    }

    private static Http2Fault malformed(String what) {
        return new Http2Fault(ErrorCode.COMPRESSION_ERROR, what);
    }

    /**
     * Reads a block.
     *
     * @throws Http2Fault if it is none; nothing can be read on this connection after that
     */
    public void decode(byte[] bytes, int from, int to, FieldSink sink) {
        block = bytes;
        at = from;
        end = to;
        boolean mayResize = true;
        while (at < end) {
            int first = block[at];
            if ((first & 0xe0) == 0x20) {
                resize(mayResize);
                continue;
            }
            mayResize = false;
            if (first < 0) {
                indexed(number(7));
            } else if ((first & 0x40) != 0) {
                literal(number(6));
                table.add(name.copy(), value.copy());
            } else {
                literal(number(4));
            }
            sink.field(name.bytes, name.from, name.to, value.bytes, value.from, value.to);
        }
    }

    private void resize(boolean allowed) {
        int size = number(5);
        if (!allowed || size > TABLE_SIZE) {
            throw malformed("a table of another size than agreed");
        }
        table.capacity(size);
    }

    private void indexed(int index) {
        name(index);
        byte[] of = index <= StaticTable.SIZE ? StaticTable.value(index) : table.value(index - StaticTable.SIZE - 1);
        value.set(of, 0, of.length);
    }

    private void name(int index) {
        if (index == 0 || index > StaticTable.SIZE + table.count()) {
            throw malformed("a field without a meaning");
        }
        byte[] of = index <= StaticTable.SIZE ? StaticTable.name(index) : table.name(index - StaticTable.SIZE - 1);
        name.set(of, 0, of.length);
    }

    private void literal(int index) {
        if (index == 0) {
            text(name);
        } else {
            name(index);
        }
        text(value);
    }

    private void text(Text into) {
        if (at >= end) {
            throw malformed("a block that breaks off");
        }
        boolean coded = block[at] < 0;
        int length = number(7);
        if (length > end - at) {
            throw malformed("a text that breaks off");
        }
        if (coded) {
            into.decode(block, at, at + length);
        } else {
            into.set(block, at, at + length);
        }
        at += length;
    }

    /** A number that begins in the last bits of a byte (RFC 7541 §5.1). */
    private int number(int bits) {
        int mask = (1 << bits) - 1;
        int number = block[at++] & mask;
        if (number < mask) {
            return number;
        }
        for (int shift = 0; shift <= 21; shift += 7) {
            if (at >= end) {
                throw malformed("a number that breaks off");
            }
            int b = block[at++];
            number += (b & 0x7f) << shift;
            if (b >= 0) {
                return number;
            }
        }
        throw malformed("a number that is too large");
    }
}
