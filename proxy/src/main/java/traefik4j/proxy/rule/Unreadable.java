package traefik4j.proxy.rule;

/** Stops the reading of a rule at a place in it. It never leaves the {@link RuleParser}. */
final class Unreadable extends Exception {
    private final RuleFault fault;

    Unreadable(int column, String what) {
        super(what, null, false, false);
        fault = new RuleFault(column, what);
    }

    /** What is wrong, and where. */
    RuleFault fault() {
        return fault;
    }
}
