package traefik4j.proxy.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.expression.Condition;
import traefik4j.config.expression.Condition.Comparison;
import traefik4j.config.expression.Conditions;
import traefik4j.config.expression.Vocabulary;

/**
 * The condition of a circuit breaker together with what it is about: it remembers of each response just what the
 * condition asks for. Recording is for event loops, everything else for one caller at a time.
 */
final class Trigger {
    private final List<IntPredicate> kinds = new ArrayList<>();
    private final int minimumRequests;
    private final RollingCounts counts;
    private final @Nullable Latencies latencies;
    private final Test test;
    private boolean asksForLatency;

    /** The condition at a moment. */
    @FunctionalInterface
    private interface Test {
        boolean holds(long now);
    }

    /** A metric at a moment. */
    @FunctionalInterface
    private interface Metric {
        double value(long now);
    }

    /**
     * A condition that has seen nothing yet.
     *
     * @param workers the number of event loops
     * @throws IllegalArgumentException if the expression cannot be read
     */
    Trigger(CircuitBreaker definition, int workers, long now) {
        minimumRequests = definition.minimumRequests();
        int all = kind(code -> true);
        Test compiled = compile(Conditions.read(definition.expression(), Vocabulary.CIRCUIT_BREAKER));
        counts = new RollingCounts(kinds, workers);
        latencies = asksForLatency ? new Latencies(workers, now) : null;
        test = minimumRequests == 0
                ? compiled
                : moment -> count(all, moment) >= minimumRequests && compiled.holds(moment);
    }

    /** Whether it has to be told how long responses take. */
    boolean asksForLatency() {
        return asksForLatency;
    }

    /** Remembers a response; called on the event loop of this number. */
    void record(int worker, long now, int status, long nanos) {
        counts.record(worker, now, status);
        if (latencies != null) {
            latencies.record(worker, nanos);
        }
    }

    /** Whether the condition is true. */
    boolean holds(long now) {
        return test.holds(now);
    }

    /** Forgets every response. */
    void reset(long now) {
        counts.reset();
        if (latencies != null) {
            latencies.reset(now);
        }
    }

    private Test compile(Condition condition) {
        return switch (condition) {
            case Condition.And(Condition left, Condition right) -> {
                Test first = compile(left);
                Test second = compile(right);
                yield now -> first.holds(now) && second.holds(now);
            }
            case Condition.Or(Condition left, Condition right) -> {
                Test first = compile(left);
                Test second = compile(right);
                yield now -> first.holds(now) || second.holds(now);
            }
            case Comparison comparison -> {
                Metric metric = metric(comparison);
                double limit = (Double) comparison.constant();
                yield now -> comparison.operator().holds(metric.value(now), limit);
            }
        };
    }

    private Metric metric(Comparison comparison) {
        List<Double> arguments = comparison.arguments();
        return switch (comparison.function()) {
            case "NetworkErrorRatio" -> ratio(kind(code -> code == 502 || code == 504), 0);
            case "ResponseCodeRatio" ->
                ratio(kind(range(arguments.get(0), arguments.get(1))), kind(range(arguments.get(2), arguments.get(3))));
            case "LatencyAtQuantileMS" -> latency(arguments.getFirst());
            default -> throw new IllegalArgumentException(comparison.function());
        };
    }

    private Metric ratio(int part, int whole) {
        return now -> {
            long all = count(whole, now);
            return all == 0 ? 0 : (double) count(part, now) / all;
        };
    }

    private Metric latency(double percentile) {
        asksForLatency = true;
        return now -> latencies == null ? 0 : latencies.millisAtPercentile(percentile, now);
    }

    private static IntPredicate range(double from, double to) {
        return code -> code >= from && code < to;
    }

    private int kind(IntPredicate codes) {
        kinds.add(codes);
        return kinds.size() - 1;
    }

    private long count(int kind, long now) {
        return counts.count(kind, now);
    }
}
