package traefik4j.app;

import java.nio.file.Path;
import java.util.List;
import traefik4j.config.read.Surroundings;

/** The entry of the program. The exit code is 0 if what was asked for was done, else 1. */
public final class Main {
    private Main() {}

    /** Runs the command that was typed. */
    public static void main(String[] typed) throws InterruptedException {
        Surroundings surroundings =
                new Surroundings(System.getenv(), Path.of("").toAbsolutePath());
        Stop stop = new Stop(Signals::pass);
        System.exit(new Commands(new Terminal(System.out, System.err, surroundings), stop).run(List.of(typed)));
    }
}
