package traefik4j.config.flags;

import java.util.List;

/**
 * Something the program can be asked to do (reference §1.4).
 *
 * @param name the first argument; empty for running the proxy
 * @param description one sentence on what it does
 * @param arguments what follows the flags, for the help page; empty if nothing may
 * @param options options of its own
 * @param configured whether it reads the static configuration, and so takes all its flags
 */
public record Command(String name, String description, String arguments, List<Option> options, boolean configured) {
    /** Copies the list. */
    public Command {
        options = List.copyOf(options);
    }

    /**
     * An option that only this command has.
     *
     * @param name its long name, without dashes
     * @param letter its short name; a space for none
     * @param takesValue whether a value follows
     * @param description what it does, for the help page
     */
    public record Option(String name, char letter, boolean takesValue, String description) {}

    /** Running the proxy, what an empty command line asks for. */
    public static final Command RUN = new Command(
            "",
            "Traefik4J is a reverse proxy and load balancer that reads the configuration of Traefik 1.x.",
            "",
            List.of(),
            true);

    /** {@code version}. */
    public static final Command VERSION = new Command("version", "Print the version.", "", List.of(), false);

    /** {@code healthcheck}. */
    public static final Command HEALTHCHECK = new Command(
            "healthcheck",
            "Ask a running Traefik4J whether it is well, by its [ping]. Exit code 0 means yes.",
            "",
            List.of(),
            true);

    /** {@code check}. */
    public static final Command CHECK = new Command(
            "check",
            "Read the configuration without starting, and print everything that is wrong with it. Exit code 0 means"
                    + " nothing.",
            "",
            List.of(new Option("strict", ' ', false, "Let warnings count as errors.")),
            true);

    /** {@code explain}. */
    public static final Command EXPLAIN = new Command(
            "explain",
            "Say which frontend and backend a request would take, and which it just missed and why.",
            "METHOD URL",
            List.of(new Option(
                    "header", 'H', true, "A header of the request, such as 'Accept: text/html'. May be repeated.")),
            true);

    /** {@code quickstart}. */
    public static final Command QUICKSTART = new Command(
            "quickstart",
            "Start with two example servers and a configuration to play with.",
            "",
            List.of(new Option("port", ' ', true, "The port to listen on (default \"8000\").")),
            true);

    /** {@code storeconfig}. */
    public static final Command STORECONFIG = new Command(
            "storeconfig",
            "Write the configuration to the key-value store it names, with the rules of the file provider.",
            "",
            List.of(),
            true);

    /** Whether it is this one. Their names tell them apart; records would compare all they hold. */
    public boolean is(Command other) {
        return name.equals(other.name);
    }

    /** All of them but {@link #RUN}, in alphabetical order. */
    public static final List<Command> ALL = List.of(CHECK, EXPLAIN, HEALTHCHECK, QUICKSTART, STORECONFIG, VERSION);
}
