package traefik4j.app;

import java.util.List;
import traefik4j.config.Problem;
import traefik4j.config.flags.Command;
import traefik4j.config.flags.CommandLine;
import traefik4j.config.flags.HelpPage;

/** All commands, by what was typed (reference §1.4). */
final class Commands {
    private final Terminal terminal;
    private final Stop stop;

    Commands(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /** Runs one, to its end; returns the exit code. */
    int run(List<String> typed) throws InterruptedException {
        CommandLine line = CommandLine.parse(typed);
        if (!line.problems().isEmpty()) {
            for (Problem problem : line.problems()) {
                terminal.err().println(problem);
            }
            return terminal.fail("Use \"traefik --help\" to see what there is.");
        }
        if (line.help()) {
            terminal.out().print(HelpPage.of(line.command()));
            return Terminal.WELL;
        }
        return run(line);
    }

    private int run(CommandLine line) throws InterruptedException {
        Command command = line.command();
        if (command.is(Command.VERSION)) {
            return new Version(terminal).run();
        } else if (command.is(Command.CHECK)) {
            return new Check(terminal).run(line);
        } else if (command.is(Command.EXPLAIN)) {
            return new Explain(terminal).run(line);
        } else if (command.is(Command.HEALTHCHECK)) {
            return new HealthCheck(terminal).run(line);
        } else if (command.is(Command.STORECONFIG)) {
            return new StoreConfig(terminal).run(line);
        } else if (command.is(Command.QUICKSTART)) {
            return new Quickstart(terminal, stop).run(line);
        }
        return new Run(terminal, stop).run(line);
    }
}
