package traefik4j.proxy.rule;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.template.Template;

/**
 * How the rules of a frontend change the path, in the order in which it is done (reference §3.5).
 *
 * @param stripTemplates templates of a beginning to be cut off
 * @param stripPrefixes beginnings to be cut off
 * @param addPrefix what is put before the path
 * @param replacePathRegex what is replaced in the path
 * @param replacePath what the path is replaced by
 */
public record Modifiers(
        List<Template> stripTemplates,
        List<String> stripPrefixes,
        @Nullable String addPrefix,
        @Nullable Replacement replacePathRegex,
        @Nullable String replacePath) {
    /** No change. */
    public static final Modifiers NONE = new Modifiers(List.of(), List.of(), null, null, null);

    /** Copies the lists. */
    public Modifiers {
        stripTemplates = List.copyOf(stripTemplates);
        stripPrefixes = List.copyOf(stripPrefixes);
    }

    /** These and others; of two of a kind the other one counts. */
    public Modifiers and(Modifiers other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return new Modifiers(
                other.stripTemplates.isEmpty() ? stripTemplates : other.stripTemplates,
                other.stripPrefixes.isEmpty() ? stripPrefixes : other.stripPrefixes,
                other.addPrefix == null ? addPrefix : other.addPrefix,
                other.replacePathRegex == null ? replacePathRegex : other.replacePathRegex,
                other.replacePath == null ? replacePath : other.replacePath);
    }

    /**
     * What is replaced in a path, and by what.
     *
     * @param regex what is replaced, wherever it is found
     * @param by a replacement in Go's notation
     */
    public record Replacement(Pattern regex, String by) {}
}
