package traefik4j.proxy.template;

import org.jspecify.annotations.Nullable;

/** A part of a template. */
public sealed interface Part {
    /**
     * Text that stands for itself.
     *
     * @param text the text; in hosts in lower case
     */
    record Literal(String text) implements Part {}

    /**
     * A variable.
     *
     * @param name its name, which means nothing
     * @param pattern what it stands for, a regular expression of Go
     * @param run the same as a run of bytes, if it can be said so
     */
    record Variable(String name, String pattern, @Nullable ByteRun run) implements Part {
        /** Whether it can never stand for this character. A wrong no is possible. */
        public boolean excludes(char character) {
            return ByteClass.isNeverIn(pattern, character);
        }
    }
}
