package traefik4j.config.tree;

import java.util.List;
import traefik4j.config.Place;

/** A piece of configuration, and where it was written. */
public sealed interface Node permits Node.Scalar, Node.Date, Node.Items, Node.Known, Table {
    /** Where it was written. */
    Place place();

    /**
     * A single value. Fresh from TOML it is whatever TOML has; once it was checked against a schema it is what its kind
     * says: text, truth, number, duration, list or pairs of text.
     *
     * @param value the value
     * @param place where it was written
     */
    record Scalar(Object value, Place place) implements Node {}

    /**
     * A date, a time or both, which no key takes so far.
     *
     * @param text as it was written
     * @param place where it was written
     */
    record Date(String text, Place place) implements Node {}

    /**
     * A list of anything.
     *
     * @param nodes what is in it
     * @param place where it was written
     */
    record Items(List<Node> nodes, Place place) implements Node {
        /** Copies the list. */
        public Items {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * An object that was written before in the same words.
     *
     * @param value what became of it then
     * @param place where it was written
     */
    record Known(Object value, Place place) implements Node {}
}
