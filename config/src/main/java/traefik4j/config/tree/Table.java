package traefik4j.config.tree;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;

/** Named pieces of configuration in the order they were written; it grows while flags are laid over a file. */
public final class Table implements Node {
    private final Entries entries;
    private Place place;

    /** An empty table. */
    public Table(Place place) {
        this(place, 0);
    }

    /** An empty table with room for so many entries. */
    public Table(Place place, int expected) {
        this.place = place;
        this.entries = new Entries(expected);
    }

    @Override
    public Place place() {
        return place;
    }

    /** Says that the table itself is written here, though something in it was written earlier. */
    public void writtenAt(Place header) {
        place = header;
    }

    /** Sets an entry, replacing what had that name. */
    public void put(String name, Node node) {
        entries.put(name, node);
    }

    /** Adds an entry if none has that name; returns whether that is so. */
    public boolean putNew(String name, Node node) {
        return entries.putNew(name, node);
    }

    /** Adds an entry of which it is known that none has that name: it is not looked for. */
    public void append(String name, Node node) {
        entries.append(name, node);
    }

    /** Removes an entry, if there is one. */
    public void remove(String name) {
        entries.remove(name);
    }

    /** The entry of exactly this name; null for none. */
    public @Nullable Node get(String name) {
        return entries.get(name);
    }

    /** Whether there is an entry of exactly this name. */
    public boolean has(String name) {
        return entries.get(name) != null;
    }

    /** How many entries there are. */
    public int size() {
        return entries.size();
    }

    /** Where the entry of this name was written, or else the table. */
    public Place placeOf(String name) {
        Node node = entries.get(name);
        return node == null ? place : node.place();
    }

    /** Every entry in order. */
    public void forEach(BiConsumer<String, Node> action) {
        for (int i = 0; i < entries.size(); i++) {
            action.accept(entries.name(i), entries.node(i));
        }
    }

    /** The name of the {@code i}th entry. */
    public String name(int i) {
        return entries.name(i);
    }

    /** The {@code i}th entry. */
    public Node node(int i) {
        return entries.node(i);
    }

    /** The table of this name, made if there is none. */
    public Table grow(String name, Place growsAt) {
        if (entries.get(name) instanceof Table table) {
            return table;
        }
        Table table = new Table(growsAt);
        entries.put(name, table);
        return table;
    }

    /** The table of this name, if there is one. */
    public Optional<Table> table(String name) {
        return entries.get(name) instanceof Table table ? Optional.of(table) : Optional.empty();
    }

    /** The table of this name, or an empty one. */
    public Table tableOrEmpty(String name) {
        return table(name).orElseGet(() -> new Table(place));
    }

    /** The tables of the list of this name; none if there is no such list. */
    public List<Table> tables(String name) {
        List<Table> tables = new ArrayList<>();
        if (entries.get(name) instanceof Items items) {
            for (Node node : items.nodes()) {
                if (node instanceof Table table) {
                    tables.add(table);
                }
            }
        }
        return List.copyOf(tables);
    }

    /** The text of this name. */
    public Optional<String> text(String name) {
        return value(name, String.class);
    }

    /** The truth of this name. */
    public boolean truth(String name, boolean otherwise) {
        return value(name, Boolean.class).orElse(otherwise);
    }

    /** The number of this name, which its kind has confined to an {@code int}. */
    public int number(String name, int otherwise) {
        return value(name, Long.class).map(Math::toIntExact).orElse(otherwise);
    }

    /** The number with a fraction of this name. */
    public double decimal(String name, double otherwise) {
        return value(name, Double.class).orElse(otherwise);
    }

    /** The duration of this name. */
    public Duration duration(String name, Duration otherwise) {
        return value(name, Duration.class).orElse(otherwise);
    }

    /** The duration of this name, if there is one. */
    public Optional<Duration> duration(String name) {
        return value(name, Duration.class);
    }

    /** The list of texts of this name; empty if there is none. */
    public List<String> list(String name) {
        return entries.get(name) instanceof Scalar scalar && scalar.value() instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The number of this name, which may be large. */
    public long large(String name, long otherwise) {
        return value(name, Long.class).orElse(otherwise);
    }

    /** The pairs of this name, in their order; none if there are none. */
    public Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Map<?, ?> written = value(name, Map.class).orElse(Map.of());
        written.forEach((key, text) -> pairs.put(String.valueOf(key), String.valueOf(text)));
        return pairs;
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        return entries.get(name) instanceof Scalar scalar && type.isInstance(scalar.value())
                ? Optional.of(type.cast(scalar.value()))
                : Optional.empty();
    }
}
