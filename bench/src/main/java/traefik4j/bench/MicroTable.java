package traefik4j.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What JMH has measured, as a table in Markdown: the median iteration, and the best one, which others have disturbed least. */
final class MicroTable {
    private MicroTable() {}

    static String of(Collection<RunResult> results) {
        return results.stream()
                .map(MicroTable::row)
                .collect(Collectors.joining(
                        "\n",
                        "| step | of | median (ns) | best (ns) | garbage (B) |\n|---|---|---:|---:|---:|\n",
                        "\n"));
    }

    private static String row(RunResult result) {
        BenchmarkParams params = result.getParams();
        String benchmark = params.getBenchmark();
        String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        String of = params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(" "));
        Statistics time = result.getPrimaryResult().getStatistics();
        Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
        String bytes = garbage == null ? "?" : Long.toString(Math.round(garbage.getScore()));
        return String.format(
                Locale.ROOT, "| %s | %s | %.0f | %.0f | %s |", name, of, time.getPercentile(50), time.getMin(), bytes);
    }
}
