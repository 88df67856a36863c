package traefik4j.config.read;

import java.util.HashMap;
import java.util.Map;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.tree.Table;

/** The places of everything in a tree. */
final class PlacesOf {
    private PlacesOf() {}

    static Places tree(Table tree) {
        return Places.whenAsked(() -> map(tree));
    }

    static Map<String, Place> map(Table tree) {
        Map<String, Place> places = new HashMap<>();
        add(tree, "", places);
        return places;
    }

    private static void add(Table table, String above, Map<String, Place> places) {
        table.forEach((name, node) -> {
            places.put(above + name, node.place());
            if (node instanceof Table below) {
                add(below, above + name + ".", places);
            }
        });
    }
}
