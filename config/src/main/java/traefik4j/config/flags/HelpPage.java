package traefik4j.config.flags;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import traefik4j.config.schema.Key;
import traefik4j.config.schema.Kind;
import traefik4j.config.schema.Section;
import traefik4j.config.schema.Shape;
import traefik4j.config.schema.StaticSchema;

/** The page that {@code --help} prints (reference §1.2). Flags that do nothing yet are not on it. */
public final class HelpPage {
    private static final Map<String, String> LETTERS =
            Map.of("debug", "-d, ", "logLevel", "-l, ", "graceTimeOut", "-g, ", "configFile", "-c, ");
    private static final int WIDTH = 80;

    private final StringBuilder page = new StringBuilder();

    private HelpPage() {}

    /**
     * A row of a table.
     *
     * @param name the left column
     * @param description the right column, which is wrapped
     */
    private record Row(String name, String description) {}

    /** The page of one command. */
    public static String of(Command command) {
        HelpPage help = new HelpPage();
        help.line(command.description()).line("");
        if (command.name().isEmpty()) {
            help.root();
        } else {
            String arguments = command.arguments().isEmpty() ? "" : " " + command.arguments();
            help.line("Usage: traefik " + command.name() + " [flags]" + arguments)
                    .line("");
        }
        help.line("Flag's usage: traefik [--flag=flag_argument] [-f [flag_argument]]    set flag_argument to flag(s)");
        help.line(
                "          or: traefik [--flag[=true|false]] [-f[=true|false]]        set true/false to boolean flag(s)");
        help.line("").line("Flags:").table(flags(command));
        return help.page.toString();
    }

    private void root() {
        line("Usage: traefik [flags] <command> [<arguments>]");
        line("Use \"traefik <command> --help\" for help on any command.").line("");
        line("Commands:");
        table(Command.ALL.stream()
                .map(command -> new Row(command.name(), command.description()))
                .toList());
        line("");
    }

    private static List<Row> flags(Command command) {
        List<Row> rows = new ArrayList<>();
        for (Command.Option option : command.options()) {
            String letter = option.letter() == ' ' ? "    " : "-" + option.letter() + ", ";
            rows.add(new Row(letter + "--" + option.name(), option.description()));
        }
        if (command.configured()) {
            StaticSchema.FLAGS.walk(flag -> add(rows, flag));
        }
        rows.sort(Comparator.comparing(
                row -> row.name().substring(row.name().indexOf("--")).toLowerCase(Locale.ROOT)));
        rows.add(new Row("-h, --help", "Print Help (this message) and exit"));
        return rows;
    }

    private static void add(List<Row> rows, Section.Path flag) {
        Key key = flag.key();
        if (flag.works() && !key.help().isEmpty()) {
            String name = String.join(".", flag.names());
            String otherwise = key.otherwise().isEmpty() ? "" : " (default \"" + key.otherwise() + "\")";
            rows.add(new Row(LETTERS.getOrDefault(name, "    ") + "--" + name + value(key), key.help() + otherwise));
        }
    }

    /** What has to follow, as a hint at the end of the name. */
    private static String value(Key key) {
        return switch (key.shape()) {
            case Kind kind when kind != Kind.TRUTH -> "=…";
            case Shape.Named named -> "=…";
            default -> "";
        };
    }

    private void table(List<Row> rows) {
        int column = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0) + 4;
        for (Row row : rows) {
            String name = "    " + row.name();
            for (String part : wrapped(row.description())) {
                line(name + " ".repeat(column + 4 - name.length()) + part);
                name = "";
            }
        }
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            int cut = space < 0 ? WIDTH : space;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    private HelpPage line(String text) {
        page.append(text).append('\n');
        return this;
    }
}
