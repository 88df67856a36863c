package traefik4j.config.toml;

import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;

/** What is wrong with one text in TOML, up to as many as somebody may want to read. */
final class Faults {
    /** How many are told: whoever has more probably has another kind of file. */
    static final int MOST = 20;

    private static final int LONGEST_WORD = 60;

    private final Findings findings;
    private int count;

    Faults(Findings findings) {
        this.findings = findings;
    }

    void add(Place place, String what) {
        if (count < MOST) {
            findings.error(place, KeyPath.ROOT, "not TOML: " + what);
        } else if (count == MOST) {
            findings.error(place, KeyPath.ROOT, "not TOML: more is wrong from here on, which is not told");
        }
        count++;
    }

    /** As much of a word as fits into a message. */
    static String shown(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD) + "…";
    }

    boolean none() {
        return count == 0;
    }

    boolean tooMany() {
        return count > MOST;
    }
}
