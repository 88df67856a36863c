package traefik4j.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadBytes;

/**
 * Our compression of fields against Netty's, over generated connections: what Netty writes we read, what we write Netty
 * reads, and of blocks that are spoiled both say the same, or the difference is listed here.
 */
class HpackOracleTest {
    private static final int CONNECTIONS = 15_000;

    private final SplittableRandom random = new SplittableRandom(20261126);

    @Test
    void readsWhateverNettyWrites() throws Http2Exception {
        for (int i = 0; i < CONNECTIONS / 3; i++) {
            FieldGrammar grammar = new FieldGrammar(random);
            List<byte[]> blocks = new ArrayList<>();
            List<String> written = new ArrayList<>();
            for (int k = random.nextInt(1, 8); k > 0; k--) {
                List<String[]> fields = grammar.fields();
                blocks.add(grammar.block(fields));
                written.add(lines(fields));
            }
            assertThat(BlockReaders.byUs(blocks)).isEqualTo(new Heard(written, ""));
        }
    }

    @Test
    void agreesWithNettyOnSpoiledBlocksOrSaysWhyNot() throws Http2Exception {
        Disagreements differences = new Disagreements()
                .weRefuse("a number that is too large", "a number has up to five bytes: more say nothing but zeros");
        for (int i = 0; i < CONNECTIONS; i++) {
            FieldGrammar grammar = new FieldGrammar(random);
            List<byte[]> blocks = new ArrayList<>();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                blocks.add(grammar.block(grammar.fields()));
            }
            blocks.add(grammar.spoiled(grammar.block(grammar.fields())));
            blocks.add(grammar.block(grammar.fields()));
            differences.compare(all(blocks), BlockReaders.byUs(blocks), BlockReaders.byNetty(blocks));
        }
        assertThat(differences.unlisted()).isEmpty();
        assertThat(differences.neverSeen()).isEmpty();
        assertThat(differences.taken()).isGreaterThan(CONNECTIONS / 5);
        assertThat(differences.refused()).isGreaterThan(CONNECTIONS / 5);
    }

    @Test
    void writesWhatNettyReads() {
        for (int i = 0; i < CONNECTIONS / 3; i++) {
            FieldGrammar grammar = new FieldGrammar(random);
            HpackEncoder encoder = new HpackEncoder();
            List<byte[]> blocks = new ArrayList<>();
            List<String> written = new ArrayList<>();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                List<String[]> fields = grammar.fields();
                int status = random.nextInt(100, 1000);
                blocks.add(block(encoder, status, fields));
                fields.addFirst(new String[] {":status", Integer.toString(status)});
                written.add(lines(fields));
            }
            assertThat(BlockReaders.byNetty(blocks)).isEqualTo(new Heard(written, ""));
            assertThat(BlockReaders.byUs(blocks)).isEqualTo(new Heard(written, ""));
        }
    }

    /** Names are written in capitals here and there, as servers of HTTP/1.1 do, and have to come out in lower case. */
    private byte[] block(HpackEncoder encoder, int status, List<String[]> fields) {
        int size = 64;
        for (String[] field : fields) {
            size += field[0].length() + field[1].length() + HpackEncoder.FIELD_OVERHEAD;
        }
        byte[] out = new byte[size];
        encoder.begin(out);
        encoder.status(status);
        for (String[] field : fields) {
            byte[] name = Ascii.bytes(random.nextBoolean() ? field[0] : field[0].toUpperCase(Locale.ROOT));
            byte[] value = Ascii.bytes(field[1]);
            encoder.field(name, 0, name.length, value, 0, value.length);
        }
        byte[] block = new byte[encoder.length()];
        HeadBytes.copy(out, 0, block.length, block, 0);
        return block;
    }

    private static String lines(List<String[]> fields) {
        return Heard.fields(
                fields.stream().map(field -> field[0] + ": " + field[1]).toList());
    }

    private static byte[] all(List<byte[]> blocks) {
        byte[] all = new byte[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (byte[] block : blocks) {
            at = HeadBytes.copy(block, all, at);
        }
        return all;
    }
}
