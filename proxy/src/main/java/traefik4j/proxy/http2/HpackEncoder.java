package traefik4j.proxy.http2;

import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadBytes;

/**
 * Writes blocks of fields (RFC 7541): by number what the static table has, as it is what it has not. It keeps no table of
 * its own, which costs some bytes on the wire and saves a search, and memory per connection, for every field.
 */
public final class HpackEncoder {
    /** The most bytes a field takes beside its name and its value. */
    public static final int FIELD_OVERHEAD = 12;

    private static final int NO_TABLE = 0x20;
    private static final int INDEXED = 0x80;
    private static final int[] STATUS = {200, 204, 206, 304, 400, 404, 500};

    private byte[] out = new byte[0];
    private int length;
    private boolean begun;

    /** Begins a block, in an array that is large enough. */
    public void begin(byte[] array) {
        out = array;
        length = 0;
        if (!begun) {
            begun = true;
            out[length++] = NO_TABLE;
        }
    }

    /** The number of bytes of the block until now. */
    public int length() {
        return length;
    }

    /** Writes {@code :status}. */
    public void status(int status) {
        for (int i = 0; i < STATUS.length; i++) {
            if (STATUS[i] == status) {
                out[length++] = (byte) (INDEXED | StaticTable.STATUS_200 + i);
                return;
            }
        }
        out[length++] = StaticTable.STATUS_200;
        out[length++] = 3;
        out[length++] = (byte) ('0' + status / 100);
        out[length++] = (byte) ('0' + status / 10 % 10);
        out[length++] = (byte) ('0' + status % 10);
    }

    /** Writes a field that stands whole in the static table, by its number. */
    public void indexed(int index) {
        out[length++] = (byte) (INDEXED | index);
    }

    /** Writes a field whose name stands in the static table, by its number, with another value. */
    public void named(int index, byte[] value, int from, int to) {
        number(4, index);
        number(to - from);
        length = HeadBytes.copy(value, from, to, out, length);
    }

    /** Writes a field; its name is written in lower case. */
    public void field(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        int start = length;
        length++;
        number(nameTo - nameFrom);
        int nameStart = length;
        int hash = 0;
        for (int i = nameFrom; i < nameTo; i++) {
            byte lower = Ascii.lower(name[i]);
            out[length++] = lower;
            hash = StaticTable.hash(hash, lower);
        }
        int index = StaticTable.find(out, nameStart, length, hash);
        if (index == 0) {
            out[start] = 0;
        } else {
            length = start;
            number(4, index);
        }
        number(to - from);
        length = HeadBytes.copy(value, from, to, out, length);
    }

    /** Writes the length of a text that is not in Huffman code. */
    private void number(int value) {
        number(7, value);
    }

    /** Writes a number into the last bits of a byte, the others being 0, and as many bytes as it takes. */
    private void number(int bits, int value) {
        int mask = (1 << bits) - 1;
        if (value < mask) {
            out[length++] = (byte) value;
            return;
        }
        out[length++] = (byte) mask;
        int rest = value - mask;
        while (rest >= 0x80) {
            out[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[length++] = (byte) rest;
    }
}
