package traefik4j.proxy.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of users as htpasswd and htdigest write them: a name and what proves it, with colons between (reference §2.5). */
final class Entries {
    private Entries() {}

    /**
     * The entries by name.
     *
     * @param parts of how many parts an entry has to be
     * @param lines entries; empty ones and those that begin with {@code #} are none
     * @throws IllegalArgumentException if one is not of so many parts
     */
    static Map<String, List<String>> read(int parts, List<String> lines) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            List<String> found = new ArrayList<>(List.of(text.split(":", -1)));
            String name = found.removeFirst();
            if (found.size() != parts - 1 || name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                String expected = parts == 2 ? "name:hash" : "name:traefik:hash";
                throw new IllegalArgumentException("the entry of \"" + name + "\" (expected: " + expected + ")");
            }
            entries.put(name, found);
        }
        return entries;
    }
}
