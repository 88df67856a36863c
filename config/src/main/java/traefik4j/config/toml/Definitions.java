package traefik4j.config.toml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** The tables of one text, and which of them may still be added to (TOML 1.0, "Table" and "Array of Tables"). */
final class Definitions {
    /** How a table came to be, other than by a header of its own. */
    private enum Origin {
        /** By a header of a table below it; a header or a dotted key may still define it. */
        IMPLIED,
        /** By a dotted key; dotted keys of the same section may add to it. */
        DOTTED,
        /** In braces: it is complete. */
        BRACES
    }

    private final Cursor cursor;
    private final Table root;
    private final IdentityHashMap<Table, Origin> origins = new IdentityHashMap<>();
    private final IdentityHashMap<Node, GrowingArray> arrays = new IdentityHashMap<>();

    Definitions(Cursor cursor, Table root) {
        this.cursor = cursor;
        this.root = root;
    }

    /** The table that the header {@code [names]} opens; one that belongs to nothing if it may not. */
    Table open(List<String> names, Place place) {
        Table around = around(names, place);
        if (around == null) {
            return new Table(place);
        }
        String name = names.getLast();
        Node there = around.get(name);
        if (there instanceof Table table && origins.remove(table, Origin.IMPLIED)) {
            table.writtenAt(place);
            return table;
        }
        Table opened = new Table(place);
        if (there == null) {
            around.put(name, opened);
        } else {
            refuse(place, names, there);
        }
        return opened;
    }

    /** The table that the header {@code [[names]]} adds to an array. */
    Table append(List<String> names, Place place) {
        Table added = new Table(place);
        Table around = around(names, place);
        if (around == null) {
            return added;
        }
        String name = names.getLast();
        Node there = around.get(name);
        GrowingArray array = there == null ? grow(around, name, place) : arrays.get(there);
        if (array != null) {
            array.tables().add(added);
        } else if (there != null) {
            refuse(place, names, there);
        }
        return added;
    }

    /** An array that is not finished before the text is; until then an empty one stands for it. */
    private GrowingArray grow(Table around, String name, Place place) {
        Node standIn = new Node.Items(List.of(), place);
        GrowingArray array = new GrowingArray(around, name, place, new ArrayList<>());
        around.put(name, standIn);
        arrays.put(standIn, array);
        return array;
    }

    /** The table that a header's last name is put into; null if it cannot be. */
    private @Nullable Table around(List<String> names, Place place) {
        Table table = root;
        for (int i = 0; i < names.size() - 1; i++) {
            Node next = table.get(names.get(i));
            GrowingArray array = next instanceof Node.Items ? arrays.get(next) : null;
            if (next == null) {
                table = implied(table, names.get(i), place);
            } else if (array != null) {
                table = array.tables().getLast();
            } else if (next instanceof Table below && origins.get(below) != Origin.BRACES) {
                table = below;
            } else {
                refuse(place, names.subList(0, i + 1), next);
                return null;
            }
        }
        return table;
    }

    /** Puts a value into the table of the section it stands in. */
    void put(Table section, List<String> names, Node value, Place place) {
        Table table = section;
        for (int i = 0; i < names.size() - 1; i++) {
            Node next = table.get(names.get(i));
            if (next == null) {
                Table made = new Table(place);
                origins.put(made, Origin.DOTTED);
                table.put(names.get(i), made);
                table = made;
            } else if (next instanceof Table below && isDotted(below)) {
                table = below;
            } else {
                refuse(place, names.subList(0, i + 1), next);
                return;
            }
        }
        Node there = table.get(names.getLast());
        if (there == null) {
            table.put(names.getLast(), value);
        } else {
            refuse(place, names, there);
        }
    }

    /** Whether a dotted key may add to this table, which makes an implied one its own. */
    private boolean isDotted(Table table) {
        return origins.replace(table, Origin.IMPLIED, Origin.DOTTED) || origins.get(table) == Origin.DOTTED;
    }

    /** Whether there is anything of this name two steps below the root, or may not be. */
    boolean has(String kind, String name) {
        Node around = root.get(kind);
        return around != null && (!(around instanceof Table table) || table.has(name));
    }

    /** Puts something two steps below the root that nothing is added to; false if it may not be there. */
    boolean add(String kind, String name, Node node) {
        Node there = root.get(kind);
        if (there == null) {
            implied(root, kind, node.place()).put(name, node);
            return true;
        }
        return there instanceof Table around && origins.get(around) != Origin.BRACES && around.putNew(name, node);
    }

    private Table implied(Table around, String name, Place place) {
        Table made = new Table(place);
        origins.put(made, Origin.IMPLIED);
        around.put(name, made);
        return made;
    }

    /** Nothing can be added to this table any more. */
    void close(Table table) {
        origins.put(table, Origin.BRACES);
    }

    /** The whole text has been read. */
    Table finished() {
        arrays.values().forEach(GrowingArray::finish);
        return root;
    }

    private void refuse(Place place, List<String> names, Node there) {
        cursor.refuse(
                place,
                Faults.shown(String.join(".", names)) + " is already there, in line "
                        + there.place().line() + " (expected: each key and each table once)");
    }

    /**
     * An array of tables that headers add to.
     *
     * @param around the table it is in
     * @param name its name there
     * @param place where it starts
     * @param tables what it has so far
     */
    private record GrowingArray(Table around, String name, Place place, List<Table> tables) {
        void finish() {
            around.put(name, new Node.Items(List.copyOf(tables), place));
        }
    }
}
