package traefik4j.app;

import java.util.stream.Stream;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;
import traefik4j.config.flags.CommandLine;

/**
 * The command {@code check}: prints everything that is wrong with a configuration, without starting. The exit code is 0
 * if there is no error; with {@code --strict}, if there is no warning either.
 */
final class Check {
    private final Terminal terminal;

    Check(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(CommandLine line) throws InterruptedException {
        Inspection inspection = Inspection.of(line, terminal.surroundings());
        for (Problem problem : inspection.problems()) {
            terminal.out().println(problem + (problem.isError() ? "" : " [warning]"));
        }
        inspection.loaded().notices().forEach(notice -> terminal.out().println("note: " + notice));
        terminal.out().println(summary(inspection));
        boolean strict = line.option("strict").isPresent();
        boolean good = inspection.errors() == 0 && !(strict && inspection.warnings() > 0);
        return good && !isElsewhere(inspection) ? Terminal.WELL : Terminal.FAILED;
    }

    /** Whether the file that was to be checked is missing, and another one was taken, as Traefik 1.x does. */
    private static boolean isElsewhere(Inspection inspection) {
        return inspection.problems().stream().anyMatch(problem -> problem.key().equals("--configFile"));
    }

    private static String summary(Inspection inspection) {
        String file = inspection.loaded().file() == null
                ? "no configuration file"
                : inspection.loaded().file().toString();
        String found = inspection.problems().isEmpty()
                ? "nothing is wrong"
                : count(inspection.errors(), "error") + ", " + count(inspection.warnings(), "warning");
        return file + ": " + found + "; " + count(frontends(inspection), "frontend") + " would be live";
    }

    private static long frontends(Inspection inspection) {
        long usable = inspection.snapshot().providers().values().stream()
                .map(Loaded::configuration)
                .mapToLong(
                        said -> said.frontends().size() + said.tcp().frontends().size())
                .sum();
        long broken = Stream.concat(inspection.routes().problems().stream(), inspection.tcp().stream())
                .filter(Problem::isError)
                .map(problem -> problem.key().replaceFirst("\\.(routes|backend).*", ""))
                .distinct()
                .count();
        return usable - broken;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
