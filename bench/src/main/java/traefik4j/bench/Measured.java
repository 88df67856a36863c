package traefik4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How steps are measured: the mean time of one, in a JVM of its own that is set up as that of the program, whatever the options
 * of this one are. Iterations are short and many, so that the best of them says something on a machine that does other things
 * as well.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {
            "-XX:+UseParallelGC",
            "-Xmn10m",
            "-XX:PerMethodTrapLimit=0",
            "-XX:-UseTypeSpeculation",
            "-XX:-ProfileExceptionHandlers",
            "-XX:-OmitStackTraceInFastThrow",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public abstract class Measured {}
