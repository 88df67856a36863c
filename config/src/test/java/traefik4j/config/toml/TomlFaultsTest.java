package traefik4j.config.toml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import traefik4j.config.tree.Findings;

/** What is told about a text that is not TOML: where, what is there, and what should be. */
class TomlFaultsTest {
    private static List<String> faults(byte[] bytes) {
        Findings findings = new Findings();
        TomlText.parse(bytes, "t", findings);
        return findings.problems().stream()
                .map(problem -> problem.toString().replace("not TOML: ", ""))
                .toList();
    }

    private static List<String> faults(String... lines) {
        return faults(String.join("\n", lines).getBytes(UTF_8));
    }

    @Test
    void textWithoutQuotes() {
        assertThat(faults("level = INFO")).containsExactly("t:1:9 'INFO' (expected: a value; text needs quotes)");
    }

    @Test
    void aMissingValue() {
        assertThat(faults("level = # later")).containsExactly("t:1:9 '#' (expected: a value)");
        assertThat(faults("level =")).containsExactly("t:1:8 the text ends (expected: a value)");
        assertThat(faults("level", "a = 1")).containsExactly("t:1:6 the line ends (expected: = and a value)");
    }

    @Test
    void aQuoteThatIsNotClosed() {
        assertThat(faults("a = \"text", "b = 1")).containsExactly("t:1:10 the line ends (expected: \")");
        assertThat(faults("a = 1", "b = '''text", "c = 1"))
                .containsExactly("t:2:5 a text that never ends (expected: ''')");
    }

    @Test
    void aBackslashThatMeansNothing() {
        assertThat(faults("rule = \"Path:/{id:\\d+}\\.\""))
                .containsExactly(
                        "t:1:19 a backslash before 'd' (expected: \\\\ for a backslash, or 'single quotes', where"
                                + " a backslash is one)");
        assertThat(faults("a = \"\\ud800\"")).singleElement().asString().startsWith("t:1:6 a backslash before 'u'");
    }

    @Test
    void numbersAndDatesThatAreNone() {
        assertThat(faults("a = 9223372036854775808")).singleElement().asString().contains("whole ones within 64 bits");
        assertThat(faults("a = 1979-02-30")).singleElement().asString().contains("(expected: a date such as");
    }

    @Test
    void whatIsThereTwice() {
        assertThat(faults("[frontends.a]", "[backends]", "[frontends.a]", "x = 1", "x = 2"))
                .containsExactly(
                        "t:3:1 frontends.a is already there, in line 1 (expected: each key and each table once)",
                        "t:5:1 x is already there, in line 4 (expected: each key and each table once)");
    }

    @Test
    void everyLineHasItsOwn() {
        assertThat(faults("a == 1", "b = 2", "[c", "d = [1 2]", "e = 3 4"))
                .containsExactly(
                        "t:1:4 '=' (expected: a value)",
                        "t:3:3 the line ends (expected: ] or .)",
                        "t:4:8 '2' (expected: , or ])",
                        "t:5:7 '4' (expected: the end of the line)");
    }

    @Test
    void whatFollowsBrokenBracketsIsReadFromTheNextHeader() {
        assertThat(faults("a = [", "  1,", "  2 3,", "]", "[b]", "c = ,"))
                .containsExactly("t:3:5 '3' (expected: , or ])", "t:6:5 ',' (expected: a value)");
    }

    @Test
    void afterManyNoMoreAreTold() {
        assertThat(faults("x\n".repeat(1_000)))
                .hasSize(Faults.MOST + 1)
                .last()
                .isEqualTo("t:21:2 more is wrong from here on, which is not told");
    }

    @Test
    void tooDeep() {
        assertThat(faults("a = " + "[".repeat(101))).containsExactly("t:1:104 too deep (expected: at most 100 levels)");
        assertThat(faults("a.".repeat(100) + "b = 1")).containsExactly("t:1:1 too deep (expected: at most 100 levels)");
    }

    @Test
    void bytesThatAreNoText() {
        assertThat(faults(new byte[] {'a', '\n', 'b', ' ', (byte) 0xE4, '\n'}))
                .containsExactly("t:2:3 byte 0xE4 does not belong there (expected: text in UTF-8)");
        assertThat(faults("a = 1".getBytes(UTF_16)))
                .containsExactly(
                        "t:1:1 byte 0xFE does not belong there (expected: text in UTF-8; this looks like UTF-16)");
    }

    @Test
    void charactersThatDoNotShow() {
        assertThat(faults("a = \"\u0007\"")).singleElement().asString().startsWith("t:1:6 U+0007 (expected: printable");
        assertThat(faults("a =\u00a01")).containsExactly("t:1:4 U+00A0 (expected: a value)");
        assertThat(faults("# \u0001", "a = 1"))
                .containsExactly("t:1:3 U+0001 (expected: printable characters and tabs in comments)");
    }

    @Test
    void aByteOrderMarkAndTheReplacementCharacterAreNone() {
        assertThat(faults("\uFEFFa = \"\uFFFD\"")).isEmpty();
    }
}
