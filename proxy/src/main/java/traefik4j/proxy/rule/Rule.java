package traefik4j.proxy.rule;

import java.util.List;

/**
 * A rule that was understood.
 *
 * @param text the rule as it was written
 * @param matchers all of them have to match
 * @param modifiers how the path is changed
 * @param variables the names of the template variables, each at most once
 * @param warnings what was written in it to no effect
 */
public record Rule(
        String text, List<Matcher> matchers, Modifiers modifiers, List<String> variables, List<RuleFault> warnings)
        implements ParsedRule {
    /** Copies the lists. */
    public Rule {
        matchers = List.copyOf(matchers);
        variables = List.copyOf(variables);
        warnings = List.copyOf(warnings);
    }
}
