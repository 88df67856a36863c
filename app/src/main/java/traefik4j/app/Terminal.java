package traefik4j.app;

import java.io.PrintStream;
import traefik4j.config.read.Surroundings;

/**
 * Where a command runs and what it prints to.
 *
 * @param out what was asked for
 * @param err why it could not be had
 * @param surroundings environment variables and working directory
 */
record Terminal(PrintStream out, PrintStream err, Surroundings surroundings) {
    /** Exit code of what went well. */
    static final int WELL = 0;

    /** Exit code of everything else. */
    static final int FAILED = 1;

    /** Says why it failed, and returns the exit code. */
    int fail(String why) {
        err.println(why);
        return FAILED;
    }
}
