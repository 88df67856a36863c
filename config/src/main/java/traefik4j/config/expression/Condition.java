package traefik4j.config.expression;

import java.util.List;

/** Something that is true or not at a given moment: comparisons joined by {@code &&} and {@code ||}. */
public sealed interface Condition {
    /**
     * Both.
     *
     * @param left one
     * @param right the other
     */
    record And(Condition left, Condition right) implements Condition {}

    /**
     * At least one.
     *
     * @param left one
     * @param right the other
     */
    record Or(Condition left, Condition right) implements Condition {}

    /**
     * A function compared with a constant; a function that is true or false by itself is compared with {@code true}.
     *
     * @param function its name
     * @param arguments its arguments
     * @param operator how it is compared
     * @param constant a {@link Double}, a {@link String} or a {@link Boolean}, as the function's result is
     */
    record Comparison(String function, List<Double> arguments, Operator operator, Object constant)
            implements Condition {
        /** Copies the arguments. */
        public Comparison {
            arguments = List.copyOf(arguments);
        }
    }
}
