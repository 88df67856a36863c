package traefik4j.config.toml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import traefik4j.config.HashIndex;
import traefik4j.config.tree.Node;

/** Goes along with a {@link Document}: past the passages that are known, and notes where the others are. */
final class PassageReader {
    /** How many steps below the root objects are. */
    static final int OBJECT = 2;

    private static final int AHEAD = 4;

    private final String text;
    private final String before;
    private final List<Passage> known;
    private final List<Passage> found = new ArrayList<>();
    private final Set<Name> scattered = new HashSet<>();
    private @Nullable HashIndex index;
    private int next;
    private @Nullable Name open;
    private int openStart;
    private int openLine;
    private boolean unclear;

    /** An object. */
    private record Name(String kind, String name) {}

    /** One for a text, where it is known what stood in the one before it. */
    PassageReader(String text, String before, List<Passage> known) {
        this.text = text;
        this.before = before;
        this.known = known;
    }

    /** At a header: goes to the one behind the passage that starts here, if it is known. */
    boolean skip(Cursor cursor, Definitions definitions) {
        if (next == known.size()) {
            return false;
        }
        Passage passage = known.get(next);
        int start = cursor.position();
        Object value = passage.value();
        if (value == null
                || !isHere(passage, start)
                || !definitions.add(passage.kind(), passage.name(), new Node.Known(value, cursor.place()))) {
            return false;
        }
        close(start, cursor.line());
        found.add(passage.at(start));
        cursor.jump(passage.length(), passage.lines());
        next++;
        return true;
    }

    /** Whether the same characters stand here, and behind them a header, so that they mean the same. */
    private boolean isHere(Passage passage, int start) {
        int end = start + passage.length();
        return end < text.length()
                && text.charAt(end) == '['
                && text.regionMatches(start, before, passage.start(), passage.length());
    }

    /** A header has been read, and starts here; what it opens is not there yet. */
    void header(List<String> names, boolean array, int start, int line, Definitions definitions) {
        boolean inObject = names.size() > OBJECT || names.size() == OBJECT && !array;
        if (inObject && open != null && open.name.equals(names.get(1)) && open.kind.equals(names.get(0))) {
            return;
        }
        close(start, line);
        if (inObject) {
            Name name = new Name(names.get(0), names.get(1));
            if (definitions.has(name.kind, name.name)) {
                scattered.add(name);
            } else {
                open = name;
                openStart = start;
                openLine = line;
                follow(name);
            }
        }
    }

    private void close(int end, int line) {
        if (open != null) {
            found.add(new Passage(open.kind, open.name, openStart, end, line - openLine, null));
            open = null;
        }
    }

    /** Goes on behind what is known of this object, as what follows it is likely to be the same again. */
    private void follow(Name name) {
        if (known.isEmpty()) {
            return;
        }
        for (int i = next; i < Math.min(next + AHEAD, known.size()); i++) {
            if (known.get(i).isOf(name.kind, name.name)) {
                next = i + 1;
                return;
            }
        }
        int i = indexOf(name);
        next = i < 0 ? next : i + 1;
    }

    private int indexOf(Name name) {
        HashIndex all = index == null ? indexed() : index;
        index = all;
        for (int slot = all.first(name.name.hashCode()); ; slot = all.next(slot)) {
            int i = all.position(slot);
            if (i < 0 || known.get(i).isOf(name.kind, name.name)) {
                return i;
            }
        }
    }

    private HashIndex indexed() {
        HashIndex all = new HashIndex(known.size());
        for (int i = 0; i < known.size(); i++) {
            all.add(known.get(i).name().hashCode(), i);
        }
        return all;
    }

    /** Dotted keys have been read that may belong to an object which has a passage. */
    void unclear() {
        unclear = true;
    }

    /** The passages of the text, but the last, behind which there is no header. */
    List<Passage> passages() {
        if (unclear) {
            return List.of();
        }
        return scattered.isEmpty()
                ? found
                : found.stream()
                        .filter(passage -> !scattered.contains(new Name(passage.kind(), passage.name())))
                        .toList();
    }
}
