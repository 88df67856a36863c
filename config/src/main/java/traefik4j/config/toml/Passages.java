package traefik4j.config.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/**
 * What a text said about its objects when it was read last, so that of many thousand only those are read that have
 * changed. An object is a table two steps below the root, such as {@code frontends.web}. Its passage begins with the first
 * header that names it and ends before the first of another; it is read again unless every character is the same. An object
 * that is spoken of elsewhere too has no passage. Used by one thread at a time.
 */
public final class Passages {
    private String text = "";
    private List<Passage> known = List.of();

    /** Nothing has been read yet. */
    public Passages() {}

    /** Who knows what became of an object. */
    @FunctionalInterface
    public interface Outcome {
        /** What became of the object of this kind and name; null if nothing did that may be used again. */
        @Nullable
        Object of(String kind, String name);
    }

    /**
     * The tables of a text, in which a {@link traefik4j.config.tree.Node.Known} stands for each object whose passage is as it
     * was; empty if it is not TOML, which is then among the findings.
     *
     * @param now the text, with or without a byte order mark
     * @param source what the text is called in places
     */
    public Optional<Table> parse(String now, String source, Findings findings) {
        Faults faults = new Faults(new Findings());
        PassageReader reader = new PassageReader(now, text, known);
        Table table = new Document(new Cursor(now, source, faults), reader).read();
        text = now;
        known = faults.none() ? reader.passages() : List.of();
        // Faults are told by one who reads all of it: the words shall not depend on what was known.
        return faults.none() ? Optional.of(table) : TomlText.parse(now, source, findings);
    }

    /** Remembers what became of the objects of the text that was parsed last; without it none is known next time. */
    public void keep(Outcome outcome) {
        List<Passage> kept = new ArrayList<>(known.size());
        for (Passage passage : known) {
            Object value = passage.value() == null ? outcome.of(passage.kind(), passage.name()) : passage.value();
            if (value != null) {
                kept.add(passage.with(value));
            }
        }
        known = kept;
    }
}
