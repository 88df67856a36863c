package traefik4j.proxy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RuleParserTest {
    private static final String TEXT = "Host:{sub:[a-z]+}.example;PathPrefixStrip:/api";

    private final RuleParser parser = new RuleParser(false);

    @Test
    void takesTheRulesOfATableOverIntoTheNext() {
        ParsedRule first = parser.parse(TEXT);
        parser.endTable();
        ParsedRule second = parser.parse(TEXT);
        parser.endTable();

        assertThat(first).isInstanceOf(Rule.class);
        assertThat(second).isSameAs(first);
        assertThat(parser.parse(TEXT)).isSameAs(first);
    }

    @Test
    void forgetsWhatATableDidNotUse() {
        ParsedRule first = parser.parse(TEXT);
        parser.endTable();
        parser.endTable();

        assertThat(parser.parse(TEXT)).isNotSameAs(first).isInstanceOf(Rule.class);
    }

    @Test
    void saysAgainWhatIsWrong() {
        ParsedRule first = parser.parse("Host");
        parser.endTable();

        assertThat(first).isInstanceOf(RuleFault.class).isEqualTo(parser.parse("Host"));
    }
}
