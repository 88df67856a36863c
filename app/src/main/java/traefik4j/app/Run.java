package traefik4j.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Problem;
import traefik4j.config.flags.CommandLine;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.StaticReader;

/** The root command: runs the proxy until somebody wishes it to stop (reference §1.4, §8.2). */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final Terminal terminal;
    private final Stop stop;

    Run(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /** What else is to be done around a running proxy. */
    interface Company {
        /** Nothing else. */
        Company NONE = new Company() {};

        /** All addresses are taken, no connection is accepted yet. */
        default void before(Wiring wiring) {}

        /** The proxy answers. */
        default void after(Wiring wiring) {}

        /** The proxy has stopped. */
        default void end() {}
    }

    int run(CommandLine line) throws InterruptedException {
        Wiring.warmUp();
        LoadedStatic loaded = StaticReader.read(line.flags(), terminal.surroundings());
        return loaded.hasErrors() || loaded.configuration().stores().isEmpty()
                ? run(loaded, Company.NONE)
                : new StoredRun(terminal, stop, line.flags(), loaded).run();
    }

    /** Runs with this configuration; returns the exit code. */
    int run(LoadedStatic loaded, Company company) throws InterruptedException {
        Optional<EventLoops> eventLoops = EventLoops.of(terminal.surroundings().environment(), terminal.err()::println);
        if (loaded.hasErrors() || eventLoops.isEmpty()) {
            return refuse(loaded.problems());
        }
        warn(loaded);
        Map<String, String> environment = terminal.surroundings().environment();
        try (Wiring wiring = new Wiring(loaded, environment, eventLoops.get(), stop::isWished);
                Systemd systemd = Systemd.of(environment, wiring.workers()::comeRound)) {
            wiring.bind();
            company.before(wiring);
            wiring.open();
            systemd.ready();
            Logging.level(loaded.configuration().logLevel());
            company.after(wiring);
            stop.await();
            wiring.drain();
            company.end();
            return Terminal.WELL;
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("not started", e);
            return terminal.fail("Error preparing server: " + e.getMessage());
        }
    }

    /** Until it runs warnings are shown even where errors alone are wanted: nobody finds out later (reference §1.5). */
    private static void warn(LoadedStatic loaded) {
        String level = loaded.configuration().logLevel();
        Logging.level(level.equals("ERROR") ? "WARN" : level);
        loaded.problems().forEach(problem -> LOG.warn("{}", problem));
        loaded.notices().forEach(notice -> LOG.warn("{}", notice));
    }

    private int refuse(List<Problem> problems) {
        problems.stream().filter(Problem::isError).forEach(terminal.err()::println);
        return terminal.fail("Traefik4J does not start like this. \"traefik check\" prints everything that is wrong,"
                + " \"traefik --help\" every flag there is.");
    }
}
