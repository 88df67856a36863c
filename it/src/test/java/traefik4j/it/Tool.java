package traefik4j.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command that ended left behind: its exit code and all it printed, standard error included. */
record Tool(int exitCode, String output) {
    static Tool run(String... command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(List.of(command)));
    }

    static Tool run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = start(command.redirectErrorStream(true));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Tool(process.waitFor(), output);
    }

    /** Starts {@code command}; says what to do when the program is not installed. */
    static Process start(ProcessBuilder command) throws IOException {
        try {
            return command.start();
        } catch (IOException missing) {
            throw new IOException(
                    command.command().getFirst() + " cannot be started (.ci/run installs what these tests use)",
                    missing);
        }
    }
}
