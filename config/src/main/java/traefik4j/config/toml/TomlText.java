package traefik4j.config.toml;

import java.util.List;
import java.util.Optional;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/** Text in TOML 1.0. */
public final class TomlText {
    private TomlText() {}

    /**
     * The tables of a file.
     *
     * @param bytes what is in it
     * @param source what it is called in places
     */
    public static Optional<Table> parse(byte[] bytes, String source, Findings findings) {
        return decode(bytes, source, findings).flatMap(text -> parse(text, source, findings));
    }

    /** Bytes as text; empty if they are not UTF-8, which is then among the findings. */
    public static Optional<String> decode(byte[] bytes, String source, Findings findings) {
        return Utf8.decode(bytes, source, new Faults(findings));
    }

    /**
     * The tables of a text; empty if it is not TOML, which is then among the findings, several faults if there are.
     *
     * @param text the text, with or without a byte order mark
     * @param source what the text is called in places
     */
    public static Optional<Table> parse(String text, String source, Findings findings) {
        Faults faults = new Faults(findings);
        Table table = new Document(new Cursor(text, source, faults), new PassageReader(text, "", List.of())).read();
        return faults.none() ? Optional.of(table) : Optional.empty();
    }
}
