package traefik4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.flags.CommandLine;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.StaticReader;

/** The command {@code quickstart}: the proxy with two example servers and a configuration to play with. */
final class Quickstart {
    private static final Logger LOG = LoggerFactory.getLogger(Quickstart.class);
    private static final int DEFAULT_PORT = 8000;

    private final Terminal terminal;
    private final Stop stop;

    Quickstart(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    int run(CommandLine line) throws InterruptedException {
        String given = line.option("port").orElse("");
        if (!given.isEmpty() && !isPort(given)) {
            return terminal.fail("--port " + given + " (expected: a number from 1 to 65535)");
        }
        Wiring.warmUp();
        int port = given.isEmpty() ? DEFAULT_PORT : Integer.parseInt(given);
        try {
            QuickstartFile file = QuickstartFile.in(terminal.surroundings().directory(), port);
            return run(file, flags(file, given, port));
        } catch (IOException e) {
            return terminal.fail("The configuration of the quickstart cannot be written: " + e.getMessage());
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) < 65_536;
    }

    /** A port that was asked for wins over the one in a file that was there before. */
    private static List<String> flags(QuickstartFile file, String given, int port) {
        List<String> flags = new ArrayList<>(List.of("--configFile=" + file.path()));
        if (!given.isEmpty()) {
            flags.add("--entryPoints=Name:http Address::" + port);
        }
        return flags;
    }

    private int run(QuickstartFile file, List<String> flags) throws InterruptedException {
        LoadedStatic loaded = StaticReader.read(flags, terminal.surroundings());
        Whoamis whoamis = new Whoamis(loaded);
        int code = new Run(terminal, stop).run(loaded, new Run.Company() {
            @Override
            public void before(Wiring wiring) {
                whoamis.start(wiring.workers());
            }

            @Override
            public void end() {
                whoamis.end();
            }

            @Override
            public void after(Wiring wiring) {
                welcome(file, wiring);
            }
        });
        if (code != Terminal.WELL) {
            terminal.err().println("Another port: traefik quickstart --port 9000");
        }
        return code;
    }

    private void welcome(QuickstartFile file, Wiring wiring) {
        int port = wiring.entryPoints().getFirst().address().getPort();
        LOG.debug("quickstart on port {}", port);
        terminal.out().println("""

                Traefik4J is running, with two example servers behind it.

                  Try    curl -H Host:whoami.localhost http://localhost:%1$d/
                         or open http://whoami.localhost:%1$d/ in a browser, several times
                  Ask    traefik explain -c %2$s GET http://whoami.localhost:%1$d/
                  Edit   %2$s
                         it is in force as soon as it is saved
                  Stop   Ctrl-C

                What it says:
                """.formatted(port, file.path()));
        terminal.out().println(text(file.path()).indent(4));
        terminal.out().flush();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
