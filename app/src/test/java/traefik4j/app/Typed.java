package traefik4j.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import traefik4j.config.read.Surroundings;

/**
 * A command that has ended.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained about
 */
record Typed(int code, String out, String err) {
    /** Runs a command in this directory. */
    static Typed in(Path directory, String... typed) throws InterruptedException {
        return in(directory, Map.of(), typed);
    }

    /** Runs a command in this directory, with more variables in the environment. */
    static Typed in(Path directory, Map<String, String> more, String... typed) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TRAEFIK_EVENT_LOOPS", "1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(environment, directory);
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                surroundings);
        int code = new Commands(terminal, new Stop(stop -> {})).run(List.of(typed));
        return new Typed(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
