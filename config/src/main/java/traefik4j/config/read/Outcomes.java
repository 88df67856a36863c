package traefik4j.config.read;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.toml.Passages;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** What became of the objects of a text, as far as the same words will become the same again without a word about it. */
final class Outcomes implements Passages.Outcome {
    private static final String BACKENDS = "backends";
    private static final String FRONTENDS = "frontends";

    private final DynamicConfiguration bound;
    private final Findings findings;
    private final boolean spelt;

    /**
     * Outcomes of a text.
     *
     * @param written what is in it
     * @param bound what it became
     */
    Outcomes(Table written, DynamicConfiguration bound, Findings findings) {
        this.bound = bound;
        this.findings = findings;
        this.spelt = isSpelt(written);
    }

    /** Whether sections are spelt exactly: in another spelling they may be there a second time. */
    private static boolean isSpelt(Table written) {
        for (int i = 0; i < written.size(); i++) {
            String name = written.name(i);
            boolean other = name.equalsIgnoreCase(BACKENDS) && !name.equals(BACKENDS)
                    || name.equalsIgnoreCase(FRONTENDS) && !name.equals(FRONTENDS);
            if (other) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Object of(String kind, String name) {
        if (!spelt || findings.concern(KeyPath.of(kind, name))) {
            return null;
        }
        return switch (kind) {
            case BACKENDS -> ofItself(bound.backends().get(name));
            case FRONTENDS -> bound.frontends().get(name);
            default -> null;
        };
    }

    /** A backend all of which stands in its passage; null for another. */
    private static @Nullable Backend ofItself(@Nullable Backend backend) {
        return backend == null || backend.isOfFiles() ? null : backend;
    }
}
