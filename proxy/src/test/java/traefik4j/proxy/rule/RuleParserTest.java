package traefik4j.proxy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RuleParserTest {
    private static final String TEXT = "Host:{sub:[a-z]+}.example;PathPrefixStrip:/api";

    private final RuleParser parser = new RuleParser(false);

    @Test
    void takesTheRulesOfATableOverIntoTheNext() {
        ParsedRule first = parser.parse(TEXT);
        parser.endTable(1, () -> rules(first));
        ParsedRule second = parser.parse(TEXT);
        parser.endTable(1, () -> rules(first));

        assertThat(first).isInstanceOf(Rule.class);
        assertThat(second).isSameAs(first);
        assertThat(parser.parse(TEXT)).isSameAs(first);
    }

    @Test
    void forgetsWhatTablesDoNotUseWhenThereIsMuchOfIt() {
        ParsedRule kept = parser.parse(TEXT);
        ParsedRule first = parser.parse("Host:h0");
        for (int i = 1; i < 100; i++) {
            parser.parse("Host:h" + i);
        }
        parser.endTable(50, () -> rules(kept));
        assertThat(parser.parse("Host:h0")).isSameAs(first);

        parser.endTable(1, () -> rules(kept));

        assertThat(parser.parse("Host:h0")).isNotSameAs(first).isInstanceOf(Rule.class);
        assertThat(parser.parse(TEXT)).isSameAs(kept);
    }

    @Test
    void saysAgainWhatIsWrong() {
        ParsedRule first = parser.parse("Host");
        parser.endTable(0, Stream::empty);

        assertThat(first).isInstanceOf(RuleFault.class).isEqualTo(parser.parse("Host"));
    }

    private static Stream<Rule> rules(ParsedRule... rules) {
        return Stream.of(rules).map(Rule.class::cast);
    }
}
