package traefik4j.config.flags;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import traefik4j.config.schema.Kind;
import traefik4j.config.schema.Nearest;
import traefik4j.config.schema.Section;
import traefik4j.config.schema.Shape;
import traefik4j.config.schema.StaticSchema;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;

/** Reads flags as Traefik 1.x does (reference §1.2): {@code --docker.domain=x}, {@code --debug}, {@code -c file}. */
public final class FlagReader {
    private static final Map<Character, String> LETTERS =
            Map.of('d', "debug", 'l', "loglevel", 'g', "gracetimeout", 'c', "configfile");
    private static final Map<String, Section.Path> KNOWN = known();

    private final Findings findings;
    private final Flags flags = new Flags();

    private FlagReader(Findings findings) {
        this.findings = findings;
    }

    /** The flags among these arguments; what is none is among the findings. */
    public static Flags read(List<String> arguments, Findings findings) {
        FlagReader reader = new FlagReader(findings);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            reader.argument(rest.next(), rest);
        }
        return reader.flags;
    }

    /** Whether this argument is a short flag that takes the next argument as its value. */
    static boolean takesNext(String argument) {
        return argument.length() == 2 && argument.startsWith("-") && "lgc".indexOf(argument.charAt(1)) >= 0;
    }

    private static Map<String, Section.Path> known() {
        Map<String, Section.Path> known = new LinkedHashMap<>();
        StaticSchema.FLAGS.walk(path -> known.put(lower(String.join(".", path.names())), path));
        return known;
    }

    private void argument(String argument, Iterator<String> rest) {
        if (argument.startsWith("--")) {
            longFlag(argument);
        } else if (argument.startsWith("-") && argument.length() > 1) {
            letters(argument, rest);
        } else {
            findings.warning(Flags.PLACE, KeyPath.of(argument), "ignored (expected: a command first, then flags)");
        }
    }

    private void longFlag(String argument) {
        int equals = argument.indexOf('=');
        String typed = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
        Section.Path flag = KNOWN.get(lower(typed));
        if (flag == null) {
            unknown(typed);
        } else if (equals >= 0) {
            set(flag, "--" + typed, argument.substring(equals + 1));
        } else if (isSwitch(flag)) {
            set(flag, "--" + typed, "true");
        } else {
            findings.error(Flags.PLACE, KeyPath.of("--" + typed), "needs a value (expected: --" + typed + "=…)");
        }
    }

    private void unknown(String typed) {
        Optional<String> near = Nearest.of(typed, KNOWN.keySet()).map(FlagReader::spelled);
        findings.error(
                Flags.PLACE,
                KeyPath.of("--" + typed),
                "unknown flag"
                        + near.map(name -> " (did you mean --" + name + "?)").orElse(""));
    }

    private static String spelled(String lower) {
        Section.Path path = KNOWN.get(lower);
        return path == null ? lower : String.join(".", path.names());
    }

    /** One or more letters; the first that takes a value takes the rest of the argument or else the next one. */
    private void letters(String argument, Iterator<String> rest) {
        for (int i = 1; i < argument.length(); i++) {
            String typed = "-" + argument.charAt(i);
            Section.Path flag = KNOWN.get(LETTERS.getOrDefault(argument.charAt(i), ""));
            if (flag == null) {
                findings.error(Flags.PLACE, KeyPath.of(typed), "unknown flag (expected: -c, -d, -g, -h or -l)");
                return;
            }
            if (!isSwitch(flag)) {
                value(flag, typed, argument.substring(i + 1), rest);
                return;
            }
            if (i + 1 < argument.length() && argument.charAt(i + 1) == '=') {
                set(flag, typed, argument.substring(i + 2));
                return;
            }
            set(flag, typed, "true");
        }
    }

    private void value(Section.Path flag, String typed, String attached, Iterator<String> rest) {
        if (!attached.isEmpty()) {
            set(flag, typed, attached.startsWith("=") ? attached.substring(1) : attached);
        } else if (rest.hasNext()) {
            set(flag, typed, rest.next());
        } else {
            findings.error(Flags.PLACE, KeyPath.of(typed), "needs a value (expected: " + typed + " …)");
        }
    }

    private void set(Section.Path flag, String typed, String text) {
        Kind kind = kind(flag);
        if (kind == null) {
            boolean named = flag.key().shape() instanceof Shape.Named;
            flags.set(flag, named ? EntryPointText.read(text, KeyPath.of(typed), findings) : text);
            return;
        }
        kind.fromText(text)
                .ifPresentOrElse(
                        value -> flags.set(flag, value),
                        () -> findings.error(
                                Flags.PLACE, KeyPath.of(typed), '"' + text + "\" (expected: " + kind.expected() + ")"));
    }

    /** How the value is read; null for text that is understood later. */
    private static @Nullable Kind kind(Section.Path flag) {
        Shape shape = flag.key().shape();
        return shape instanceof Kind kind ? kind : shape instanceof Section ? Kind.TRUTH : null;
    }

    private static boolean isSwitch(Section.Path flag) {
        return kind(flag) == Kind.TRUTH;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
