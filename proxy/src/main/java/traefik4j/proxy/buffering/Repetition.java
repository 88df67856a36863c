package traefik4j.proxy.buffering;

import traefik4j.config.expression.Condition;
import traefik4j.config.expression.Condition.Comparison;
import traefik4j.config.expression.Conditions;
import traefik4j.config.expression.Operator;
import traefik4j.config.expression.Vocabulary;

/** {@code retryExpression}: when a buffered request is sent once more, at most ten times (reference §4.11). */
final class Repetition {
    private static final int MOST = 10;

    private final Test test;

    /** Whether a try that had this outcome is followed by another one. */
    private interface Test {
        boolean holds(int attempts, int status, String method);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    Repetition(String expression) {
        test = compile(Conditions.read(expression, Vocabulary.RETRY));
    }

    /** Whether there is another try after so many, the last of which gave this status code. */
    boolean follows(int attempts, int status, String method) {
        return attempts <= MOST && test.holds(attempts, status, method);
    }

    private static Test compile(Condition condition) {
        return switch (condition) {
            case Condition.And(Condition left, Condition right) -> {
                Test first = compile(left);
                Test second = compile(right);
                yield (attempts, status, method) ->
                        first.holds(attempts, status, method) && second.holds(attempts, status, method);
            }
            case Condition.Or(Condition left, Condition right) -> {
                Test first = compile(left);
                Test second = compile(right);
                yield (attempts, status, method) ->
                        first.holds(attempts, status, method) || second.holds(attempts, status, method);
            }
            case Comparison comparison -> compile(comparison);
        };
    }

    private static Test compile(Comparison comparison) {
        Operator operator = comparison.operator();
        Object constant = comparison.constant();
        boolean equal = operator == Operator.EQ;
        return switch (comparison.function()) {
            case "IsNetworkError" ->
                (attempts, status, method) -> constant.equals(status == 502 || status == 504) == equal;
            case "Attempts" -> (attempts, status, method) -> operator.holds(attempts, (Double) constant);
            case "ResponseCode" -> (attempts, status, method) -> operator.holds(status, (Double) constant);
            case "RequestMethod" -> (attempts, status, method) -> constant.equals(method) == equal;
            default -> throw new IllegalArgumentException(comparison.function());
        };
    }
}
