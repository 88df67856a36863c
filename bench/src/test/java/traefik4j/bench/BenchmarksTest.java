package traefik4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, briefly and in this JVM; and steps of the way of a request that shall allocate nothing do not. */
class BenchmarksTest {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double SMALLEST_OBJECT = 8;

    /** What is done for every request. JMH itself needs a little, spread over the calls. */
    private static final List<String> WITHOUT_GARBAGE = List.of(
            "HeadParsing.request",
            "HeadParsing.response",
            "HeadWriting.request",
            "HeadWriting.response",
            "RouteLookup.route",
            "FieldCompression.readKnown",
            "FieldCompression.writeResponse");

    @Test
    void everyBenchmarkRunsAndTheWayOfARequestMakesNoGarbage() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(200))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(200))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Set<String> measured = results.stream().map(BenchmarksTest::name).collect(Collectors.toSet());
        assertThat(measured).containsAll(WITHOUT_GARBAGE).contains("ServerChoice.pick", "FrameReading.data");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore())
                        .as(name(result))
                        .isPositive());
        assertThat(results)
                .filteredOn(result -> WITHOUT_GARBAGE.contains(name(result)))
                .allSatisfy(result -> assertThat(garbage(result))
                        .as("%s %s, bytes", name(result), of(result))
                        .isLessThan(SMALLEST_OBJECT));
    }

    @Test
    void theirJvmCanBeStarted() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("HeadParsing.request")
                        .param("sample", "SMALL")
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.getParams().getForks()).isOne();
            assertThat(result.getPrimaryResult().getScore()).isPositive();
        });
    }

    private static double garbage(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                .getScore();
    }

    private static String of(RunResult result) {
        return result.getParams().getParamsKeys().stream()
                .map(result.getParams()::getParam)
                .collect(Collectors.joining(" "));
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    }
}
