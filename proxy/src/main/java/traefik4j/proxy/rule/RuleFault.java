package traefik4j.proxy.rule;

/**
 * Something wrong with a rule.
 *
 * @param column where it is in the text of the rule, counted from 1
 * @param what what is wrong, and {@code (expected: …)}
 */
public record RuleFault(int column, String what) implements ParsedRule {
    /** What is wrong and where, as one phrase. */
    @Override
    public String toString() {
        return "at character " + column + ": " + what;
    }
}
