package traefik4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import traefik4j.bench.beside.Allocations;
import traefik4j.bench.beside.Comparison;
import traefik4j.bench.beside.Options;
import traefik4j.bench.beside.SystemCalls;

/** The command line of all benchmarks; {@code bench/run} builds and starts it. */
public final class Main {
    private static final String HELP = """
            bench/run [COMMAND] [OPTIONS]

            What the proxy of this source tree costs, on this machine:

              compare       CPU time per request beside nginx and HAProxy, in alternating rounds
              syscalls      system calls per request, beside nginx and HAProxy, by strace
              allocations   bytes allocated per request, and where, by the JDK's flight recorder
              jmh           single steps of a request, by JMH with -prof gc; takes JMH's options (-h lists them)
              all           all of these one after the other, about twenty minutes (default)

            Options of all but jmh:
            %s
            The first of the CPUs this is allowed to use belongs to the proxy, load and servers share the others.
            Everything is on the loopback, on free ports, in a temporary folder; nothing is left behind.
            Needed: two CPUs, JDK 25, and the Debian packages wrk nghttp2-client nginx-light haproxy strace.
            """.formatted(Options.HELP);

    private Main() {}

    /** Runs what is asked for. */
    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 || arguments[0].startsWith("--") ? "all" : arguments[0];
        List<String> rest = Arrays.asList(arguments)
                .subList(arguments.length > 0 && command.equals(arguments[0]) ? 1 : 0, arguments.length);
        if (!command.equals("jmh") && rest.contains("--help") || command.equals("help")) {
            System.out.print(HELP);
            return;
        }
        System.exit(exitCode(command, rest));
    }

    private static int exitCode(String command, List<String> arguments) throws Exception {
        try {
            for (Callable<String> each : commands(command, arguments)) {
                System.out.printf("%n%s%n", each.call());
            }
            return 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("bench/run: " + e.getMessage());
            return 1;
        }
    }

    private static List<Callable<String>> commands(String command, List<String> arguments) {
        if (command.equals("jmh")) {
            return List.of(() -> jmh(arguments));
        }
        Options options = Options.parse(arguments);
        return switch (command) {
            case "compare" -> List.of(() -> Comparison.run(options));
            case "syscalls" -> List.of(() -> SystemCalls.run(options));
            case "allocations" -> List.of(() -> Allocations.run(options));
            case "all" ->
                List.of(
                        () -> Comparison.run(options),
                        () -> SystemCalls.run(options),
                        () -> Allocations.run(options),
                        () -> jmh(List.of()));
            default ->
                throw new IllegalArgumentException("there is no command " + command
                        + " (expected: compare, syscalls, allocations, jmh or all; see --help)");
        };
    }

    private static String jmh(List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(arguments);
        if (!arguments.contains("-prof")) {
            all.addAll(List.of("-prof", "gc"));
        }
        CommandLineOptions options = new CommandLineOptions(all.toArray(String[]::new));
        if (options.shouldHelp()) {
            options.showHelp();
            return "";
        }
        if (options.shouldList()) {
            new Runner(options).list();
            return "";
        }
        try {
            return MicroTable.of(new Runner(new OptionsBuilder()
                            .parent(options)
                            .shouldFailOnError(true)
                            .build())
                    .run());
        } catch (NoBenchmarksException e) {
            throw new IllegalArgumentException("there is no benchmark of that name (-l lists them)", e);
        } catch (RunnerException e) {
            throw new IllegalStateException("a benchmark failed, see above: " + e.getMessage(), e);
        }
    }
}
