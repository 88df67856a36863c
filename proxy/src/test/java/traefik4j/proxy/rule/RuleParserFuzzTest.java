package traefik4j.proxy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written as a rule, the parser answers: a rule, or a place in the text and what is wrong there. */
class RuleParserFuzzTest {
    private static final String[] PIECES = {
        "Host",
        "HostRegexp",
        "Path",
        "PathPrefixStripRegex",
        "Headers",
        "HeadersRegexp",
        "Query",
        "ReplacePathRegex",
        "AddPrefix",
        ":",
        ":",
        ";",
        ",",
        " ",
        "/",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "(?",
        "*",
        "+",
        "{2}",
        "$1",
        "\\",
        "=",
        "a",
        "[a-z]+",
        "{x:",
        "{y}",
        "é",
        "\0",
        "\ud800",
        "^",
        "|",
        ".",
        "%2F",
        "\\Q",
        "\\pL",
        "[^/]"
    };

    @FuzzTest
    void answersAnything(byte[] text) {
        check(new String(text, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answersWhateverIsMadeOfPiecesOfRules(long seed) {
        Random random = new Random(seed);
        int rules = 0;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            rules += check(text.toString()) instanceof Rule ? 1 : 0;
        }
        assertThat(rules).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "{a:(", "x{9}", "(a{99}){99}", "((((a{9}){9}){9}){9}){9}", ":", ";", "a|"})
    void answersWhatIsRepeatedManyTimes(String piece) {
        check("Path:/{x:" + piece.repeat(2_000) + "}");
        check("Path:/{x:" + "(".repeat(1_900) + ")".repeat(1_900) + "}");
        check("HeadersRegexp:A," + piece.repeat(1_000));
        check(piece.repeat(10_000));
    }

    private static ParsedRule check(String text) {
        ParsedRule parsed = new RuleParser(text.length() % 2 == 0).parse(text);
        if (parsed instanceof RuleFault fault) {
            assertThat(fault.column()).as(text).isBetween(1, text.length() + 2);
            assertThat(fault.what()).as(text).contains("(expected: ");
        }
        return parsed;
    }
}
