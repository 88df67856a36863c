package traefik4j.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as a path, what is taken of it is canonical, in both views, and stays so when it is cut. */
class RequestPathFuzzTest {
    private static final String[] PIECES = {
        "/",
        "/",
        "/",
        ".",
        "..",
        "%2e",
        "%2E",
        "%2f",
        "%2F",
        "%5c",
        "\\",
        "%",
        "%0",
        "%00",
        "%0a",
        "%25",
        "%252f",
        ";",
        "a",
        "B",
        "%41",
        "%c3%bc",
        "\u00c3\u00bc",
        "\u00ff",
        "?",
        "#",
        " ",
        "~",
        "%7e",
        "+",
        "%zz",
        "public",
        ":",
        "@"
    };

    @FuzzTest
    void takesOnlyWhatIsCanonical(byte[] path) {
        check(path);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void takesOnlyWhatIsCanonicalOfWhatIsMadeOfHostilePieces(long seed) {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder("/");
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            taken += check(Ascii.bytes(text.toString())) ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(200);
    }

    /** Whether the path was taken. */
    private static boolean check(byte[] received) {
        RequestPath path = new RequestPath();
        if (!path.receive(received, 0, received.length)) {
            return false;
        }
        checkCanonical(path);
        int length = path.decodedEnd() - path.decodedStart();
        for (int cut = 0; cut <= length; cut += 1 + length / 16) {
            checkStripped(received, cut);
        }
        RequestPath slashes = path.withSlashesDecoded();
        assertThat(slashes).as(path.encodedText()).isNotNull();
        if (slashes != null) {
            checkCanonical(slashes);
            assertThat(slashes.hasEncodedSlash()).isFalse();
        }
        return true;
    }

    private static void checkCanonical(RequestPath path) {
        String text = path.encodedText();
        assertThat(text).startsWith("/").matches("[!-~]+").doesNotContain("#", "?", "\\");
        assertThat(text.split("/", -1)).doesNotContain(".", "..");
        assertThat(text.toUpperCase(java.util.Locale.ROOT)).doesNotContain("%2E", "%00");
        RequestPath again = new RequestPath();
        assertThat(again.receive(path.bytes(), path.start(), path.end()))
                .as(text)
                .isTrue();
        assertThat(again.encodedText()).isEqualTo(text);
        assertThat(again.hasEncodedSlash()).isEqualTo(path.hasEncodedSlash());
        int length = path.decodedEnd() - path.decodedStart();
        assertThat(path.encodedPrefix(length)).isEqualTo(text);
        assertThat(decoded(path)).isEqualTo(decode(text));
    }

    private static void checkStripped(byte[] received, int cut) {
        RequestPath path = new RequestPath();
        assertThat(path.receive(received, 0, received.length)).isTrue();
        String before = path.encodedText();
        String prefix = path.encodedPrefix(cut);
        if (path.strip(cut)) {
            checkCanonical(path);
            String rest = before.substring(prefix.length());
            assertThat(path.encodedText()).isEqualTo(rest.startsWith("/") ? rest : "/" + rest);
        }
    }

    private static String decoded(RequestPath path) {
        return Ascii.text(path.decoded(), path.decodedStart(), path.decodedEnd());
    }

    private static String decode(String encoded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            boolean slash = encoded.startsWith("%2F", i) || encoded.startsWith("%5C", i);
            if (encoded.charAt(i) == '%' && !slash) {
                out.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.write(encoded.charAt(i));
            }
        }
        return Ascii.text(out.toByteArray(), 0, out.size());
    }
}
