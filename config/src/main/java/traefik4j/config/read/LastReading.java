package traefik4j.config.read;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Loaded;
import traefik4j.config.toml.Passages;

/** What a file said when it was read last: of the same text nothing is read again, of another one only what is new. */
final class LastReading {
    private final Passages passages = new Passages();
    private String text = "";
    private @Nullable Loaded loaded;

    /** What each of its objects said. */
    Passages passages() {
        return passages;
    }

    /** What the same text said, if it would say that again: unless it names files, which may have changed. Null if not. */
    @Nullable
    Loaded of(String now) {
        return now.equals(text) ? loaded : null;
    }

    /** Remembers what a text said. */
    Loaded keep(String read, Loaded said) {
        boolean constant = said.isReadable()
                && said.problems().isEmpty()
                && said.configuration().pemsOfFiles().findAny().isEmpty();
        text = constant ? read : "";
        loaded = constant ? said : null;
        return said;
    }
}
