package traefik4j.proxy.template;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A class of characters in a pattern: {@code [a-z0-9-]}, {@code [^/]}, {@code \d}, {@code .}. Only what means the same
 * for bytes as for characters: members are ASCII, or everything but some ASCII.
 *
 * @param listed what is listed
 * @param negated whether the class is what is not listed
 * @param end where the class ends in the pattern
 */
record ByteClass(BitSet listed, boolean negated, int end) {

    /** The class that begins at {@code start} of a pattern, or null if there is none of this kind. */
    static @Nullable ByteClass at(String pattern, int start) {
        char c = start < pattern.length() ? pattern.charAt(start) : 0;
        if (c == '.') {
            BitSet newLine = new BitSet();
            newLine.set('\n');
            return new ByteClass(newLine, true, start + 1);
        }
        if (c == '\\' && start + 1 < pattern.length()) {
            BitSet named = new BitSet();
            return addNamed(named, pattern.charAt(start + 1)) ? new ByteClass(named, false, start + 2) : null;
        }
        return c == '[' ? bracketed(pattern, start + 1) : null;
    }

    private static @Nullable ByteClass bracketed(String pattern, int start) {
        BitSet listed = new BitSet();
        boolean negated = start < pattern.length() && pattern.charAt(start) == '^';
        int i = negated ? start + 1 : start;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || listed.isEmpty())) {
            if (pattern.charAt(i) == '\\' && i + 1 < pattern.length() && addNamed(listed, pattern.charAt(i + 1))) {
                i += 2;
                continue;
            }
            int afterLow = single(pattern, i);
            boolean range = afterLow > 0
                    && afterLow + 1 < pattern.length()
                    && pattern.charAt(afterLow) == '-'
                    && pattern.charAt(afterLow + 1) != ']';
            int after = range ? single(pattern, afterLow + 1) : afterLow;
            if (after < 0 || pattern.charAt(after - 1) < pattern.charAt(afterLow - 1)) {
                return null;
            }
            listed.set(pattern.charAt(afterLow - 1), pattern.charAt(after - 1) + 1);
            i = after;
        }
        return i < pattern.length() ? new ByteClass(listed, negated, i + 1) : null;
    }

    /** Where a single ASCII character, escaped or not, ends; it is the one before. -1 if it is something else. */
    private static int single(String pattern, int i) {
        char c = i < pattern.length() ? pattern.charAt(i) : 0;
        if (c == '\\') {
            char escaped = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
            return escaped > ' ' && escaped < 0x7f && !Character.isLetterOrDigit(escaped) ? i + 2 : -1;
        }
        return c < ' ' || c > 0x7e || c == '[' || c == ']' ? -1 : i + 1;
    }

    private static boolean addNamed(BitSet listed, char name) {
        switch (name) {
            case 'd' -> listed.set('0', '9' + 1);
            case 'w' -> {
                listed.set('0', '9' + 1);
                listed.set('A', 'Z' + 1);
                listed.set('a', 'z' + 1);
                listed.set('_');
            }
            case 's' -> "\t\n\f\r ".chars().forEach(listed::set);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Which bytes belong to it. */
    boolean[] members(boolean ignoreCase) {
        boolean[] members = new boolean[256];
        listed.stream().forEach(c -> members[c] = true);
        for (int c = 'a'; ignoreCase && c <= 'z'; c++) {
            members[c] = members[c - 32] = members[c] || members[c - 32];
        }
        for (int c = 0; negated && c < 256; c++) {
            members[c] = !members[c];
        }
        return members;
    }

    /** Whether no match of a pattern can hold this character, which is no letter. A wrong no is harmless. */
    static boolean isNeverIn(String pattern, char character) {
        return consistsOf(pattern, parsed -> !parsed.members(false)[character], c -> c != character);
    }

    /** Whether what a pattern matches does not depend on what stands around it. A wrong no is harmless. */
    static boolean isSelfContained(String pattern) {
        return consistsOf(pattern, parsed -> true, c -> c != '^' && c != '$');
    }

    private static boolean consistsOf(String pattern, Predicate<ByteClass> classes, IntPredicate others) {
        int i = 0;
        while (i < pattern.length()) {
            ByteClass parsed = at(pattern, i);
            char c = pattern.charAt(i);
            if (parsed != null) {
                if (!classes.test(parsed)) {
                    return false;
                }
                i = parsed.end;
            } else {
                i = c == '\\' ? single(pattern, i) : i + 1;
                if (i < 0 || c == '[' || !others.test(pattern.charAt(i - 1))) {
                    return false;
                }
            }
        }
        return true;
    }
}
