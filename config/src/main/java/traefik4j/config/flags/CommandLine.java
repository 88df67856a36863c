package traefik4j.config.flags;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import traefik4j.config.Problem;
import traefik4j.config.schema.Nearest;

/**
 * What was typed, taken apart: the command is the first argument or none (reference §1.2).
 *
 * @param command what to do
 * @param flags flags of the static configuration, and whatever else only their reader can judge
 * @param options values of the command's own options, by long name
 * @param arguments what follows, for a command that takes arguments
 * @param help whether the help page was asked for, instead of anything else
 * @param problems what is wrong with it; all are errors
 */
public record CommandLine(
        Command command,
        List<String> flags,
        Map<String, List<String>> options,
        List<String> arguments,
        boolean help,
        List<Problem> problems) {
    private static final List<String> NOT_YET = List.of("bug");

    /** Copies everything. */
    public CommandLine {
        flags = List.copyOf(flags);
        options = Map.copyOf(options);
        arguments = List.copyOf(arguments);
        problems = List.copyOf(problems);
    }

    /** Takes the arguments of the program apart. */
    public static CommandLine parse(List<String> typed) {
        if (typed.isEmpty() || typed.getFirst().startsWith("-")) {
            return new Parsing(Command.RUN).parse(typed);
        }
        String name = typed.getFirst();
        Optional<Command> command = Command.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        return command.map(found -> new Parsing(found).parse(typed.subList(1, typed.size())))
                .orElseGet(() -> notFound(name));
    }

    /** The last value of an option of the command's own. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(List::getLast);
    }

    private static CommandLine notFound(String name) {
        List<String> names = Command.ALL.stream().map(Command::name).toList();
        String what = NOT_YET.contains(name)
                ? "command " + name + " is not supported yet by Traefik4J"
                : "command " + name + " not found" + Nearest.suggestion(name, names);
        Problem problem = Problem.error(Flags.PLACE, "", what);
        return new CommandLine(Command.RUN, List.of(), Map.of(), List.of(), false, List.of(problem));
    }

    /** One pass over the arguments behind the command. */
    private static final class Parsing {
        private final Command command;
        private final List<String> flags = new ArrayList<>();
        private final Map<String, List<String>> options = new LinkedHashMap<>();
        private final List<String> arguments = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private boolean help;

        Parsing(Command command) {
            this.command = command;
        }

        CommandLine parse(List<String> typed) {
            Iterator<String> rest = typed.iterator();
            while (rest.hasNext()) {
                argument(rest.next(), rest);
            }
            return new CommandLine(command, flags, options, arguments, help, problems);
        }

        private void argument(String argument, Iterator<String> rest) {
            Optional<Command.Option> own = command.options().stream()
                    .filter(option -> names(option, argument))
                    .findFirst();
            if (own.isPresent()) {
                option(own.get(), argument, rest);
            } else if (argument.equals("-h") || argument.equalsIgnoreCase("--help")) {
                help = true;
            } else if (!argument.startsWith("-") && !command.arguments().isEmpty()) {
                arguments.add(argument);
            } else {
                flags.add(argument);
                if (FlagReader.takesNext(argument) && rest.hasNext()) {
                    flags.add(rest.next());
                }
            }
        }

        private static boolean names(Command.Option option, String argument) {
            String name = "--" + option.name();
            boolean letter = option.letter() != ' ' && argument.startsWith("-" + option.letter());
            return letter || argument.equals(name) || argument.startsWith(name + "=");
        }

        private void option(Command.Option option, String argument, Iterator<String> rest) {
            int equals = argument.indexOf('=');
            List<String> values = options.computeIfAbsent(option.name(), any -> new ArrayList<>());
            if (!option.takesValue()) {
                values.add("true");
            } else if (argument.startsWith("--") && equals > 0) {
                values.add(argument.substring(equals + 1));
            } else if (!argument.startsWith("--") && argument.length() > 2) {
                values.add(argument.substring(2));
            } else if (rest.hasNext()) {
                values.add(rest.next());
            } else {
                options.remove(option.name());
                problems.add(Problem.error(Flags.PLACE, argument, "needs a value"));
            }
        }
    }
}
