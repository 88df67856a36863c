package traefik4j.config.flags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import traefik4j.config.Place;
import traefik4j.config.schema.Kind;
import traefik4j.config.schema.Section;
import traefik4j.config.schema.Shape;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** Flags that were read, ready to be laid over what a file says (reference §1.2). */
public final class Flags {
    /** Where everything here was written. */
    static final Place PLACE = Place.of("command line");

    private final Map<List<String>, Setting> settings = new LinkedHashMap<>();

    Flags() {}

    /**
     * A flag that was given.
     *
     * @param flag which
     * @param values its values, in the order they were given
     */
    private record Setting(Section.Path flag, List<Object> values) {
        int rank() {
            return flag.key().shape() instanceof Section ? flag.names().size() : Integer.MAX_VALUE;
        }
    }

    /** Remembers one flag; the value is what its kind says, text for anything else. */
    void set(Section.Path flag, Object value) {
        settings.computeIfAbsent(flag.names(), any -> new Setting(flag, new ArrayList<>()))
                .values()
                .add(value);
    }

    /** The value of {@code --configFile}, if it was given. */
    public Optional<String> configFile() {
        Setting setting = settings.get(List.of("configFile"));
        return setting == null
                ? Optional.empty()
                : Optional.of(setting.values().getLast().toString());
    }

    /** Lays the flags over a tree: sections first, each of which starts again with its defaults, then what is in them. */
    public void applyTo(Table root) {
        settings.values().stream()
                .sorted((one, other) -> Integer.compare(one.rank(), other.rank()))
                .forEach(setting -> apply(root, setting.flag(), setting.values()));
    }

    private static void apply(Table root, Section.Path flag, List<Object> values) {
        Table table = root;
        for (String section : flag.names().subList(0, flag.names().size() - 1)) {
            table = table.grow(section, PLACE);
        }
        String name = flag.names().getLast();
        Shape shape = flag.key().shape();
        if (shape instanceof Kind) {
            table.put(name, new Node.Scalar(together(values), PLACE));
        } else if (shape instanceof Section && values.getLast().equals(false)) {
            table.remove(name);
        } else if (shape instanceof Section) {
            table.put(name, new Table(PLACE));
        } else {
            table.put(name, shape instanceof Shape.Named ? EntryPointText.together(values) : domains(values));
        }
    }

    /** A list that is given several times grows; of anything else the last one counts. */
    private static Object together(List<Object> values) {
        if (!(values.getFirst() instanceof List)) {
            return values.getLast();
        }
        List<Object> all = new ArrayList<>();
        values.forEach(value -> all.addAll((List<?>) value));
        return all;
    }

    /** {@code --acme.domains=main.com,san1.com}, the only list of sections there is. */
    private static Node domains(List<Object> values) {
        List<Node> domains = new ArrayList<>();
        for (Object value : values) {
            List<String> names = List.of(value.toString().split("[,;]", -1));
            Table domain = new Table(PLACE);
            domain.put("main", new Node.Scalar(names.getFirst(), PLACE));
            domain.put("sans", new Node.Scalar(names.subList(1, names.size()), PLACE));
            domains.add(domain);
        }
        return new Node.Items(domains, PLACE);
    }
}
