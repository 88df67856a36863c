package traefik4j.proxy.rule;

/** What becomes of the text of a rule: a {@link Rule}, or the first {@link RuleFault} that keeps it from being one. */
public sealed interface ParsedRule permits Rule, RuleFault {}
