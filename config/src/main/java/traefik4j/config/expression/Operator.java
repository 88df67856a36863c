package traefik4j.config.expression;

/** How two values are compared. */
public enum Operator {
    EQ("=="),
    NEQ("!="),
    LE("<="),
    GE(">="),
    LT("<"),
    GT(">");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** What is written for it. */
    public String symbol() {
        return symbol;
    }

    /** Whether it holds for two numbers. */
    public boolean holds(double left, double right) {
        return switch (this) {
            case EQ -> left == right;
            case NEQ -> left != right;
            case LE -> left <= right;
            case GE -> left >= right;
            case LT -> left < right;
            case GT -> left > right;
        };
    }
}
