package traefik4j.config.toml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** A tree as sorted lines of path, type and value, to be compared. */
final class TreeLines {
    private final List<String> lines = new ArrayList<>();

    private TreeLines() {}

    static List<String> of(Table table) {
        TreeLines tree = new TreeLines();
        tree.entries("", table);
        return tree.lines.stream().sorted().toList();
    }

    /** Path and place of every entry of a table. */
    static List<String> placesIn(Table table) {
        List<String> places = new ArrayList<>();
        places("", table, places);
        return places.stream().sorted().toList();
    }

    private static void places(String path, Node node, List<String> places) {
        places.add(path + " " + node.place());
        if (node instanceof Table table) {
            table.forEach((name, below) -> places(path + "/" + escaped(name, true), below, places));
        } else if (node instanceof Node.Items items) {
            for (int i = 0; i < items.nodes().size(); i++) {
                places(path + "/" + i, items.nodes().get(i), places);
            }
        }
    }

    private void add(String path, Node node) {
        switch (node) {
            case Node.Scalar scalar -> scalar(path, scalar.value());
            case Node.Date date -> lines.add(path + " " + dateType(date.text()) + " " + date(date.text()));
            case Node.Items items -> items(path, items.nodes());
            case Table table -> entries(path, table);
            case Node.Known known -> throw new IllegalStateException(known.toString());
        }
    }

    private void scalar(String path, Object value) {
        String type = switch (value) {
            case String text -> "string";
            case Long whole -> "integer";
            case Double fraction -> "float";
            case Boolean truth -> "bool";
            default -> throw new IllegalStateException(value.toString());
        };
        lines.add(path + " " + type + " " + escaped(value.toString(), false));
    }

    private void items(String path, List<Node> nodes) {
        if (nodes.isEmpty()) {
            lines.add(path + " array");
        }
        for (int i = 0; i < nodes.size(); i++) {
            add(path + "/" + i, nodes.get(i));
        }
    }

    private void entries(String path, Table table) {
        if (table.size() == 0) {
            lines.add(path + " table");
        }
        table.forEach((name, node) -> add(path + "/" + escaped(name, true), node));
    }

    private static String dateType(String text) {
        if (text.charAt(2) == ':') {
            return "time-local";
        }
        boolean offset = text.length() > 10
                && (text.toLowerCase(Locale.ROOT).endsWith("z")
                        || text.substring(10).matches(".*[+-].*"));
        return text.length() == 10 ? "date-local" : offset ? "datetime" : "datetime-local";
    }

    /** One spelling for all dates that are the same. */
    static String date(String text) {
        return text.toUpperCase(Locale.ROOT)
                .replace(' ', 'T')
                .replaceAll("(\\.\\d*?)0+(?!\\d)", "$1")
                .replaceAll("\\.(?!\\d)", "")
                .replaceAll("(^|T)(\\d\\d:\\d\\d)(?!:)", "$1$2:00");
    }

    static String escaped(String text, boolean name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 0x7F && b != '%' && !(name && b == '/') || !name && b == ' ';
            escaped.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return escaped.toString();
    }
}
