package traefik4j.config.expression;

/** A text that is no condition; the message says in which column and what was expected there. */
public final class BadCondition extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadCondition(int column, String what) {
        super("column " + column + ": " + what);
    }
}
