package traefik4j.proxy.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that is one class of characters and how often it may stand: {@code [a-z]+}, {@code \d{4}}, {@code .*}. It
 * works on bytes, and a character beyond ASCII is in the class as a whole or not at all.
 */
final class ByteRun {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final boolean[] members;
    private final int least;
    private final int most;

    private ByteRun(boolean[] members, int least, int most) {
        this.members = members;
        this.least = least;
        this.most = most;
    }

    /** The run a pattern stands for, or null if it has another shape. */
    static @Nullable ByteRun of(String pattern, boolean ignoreCase) {
        ByteClass parsed = ByteClass.at(pattern, 0);
        if (parsed == null) {
            return null;
        }
        boolean[] members = parsed.members(ignoreCase);
        String times = pattern.substring(parsed.end());
        return switch (times) {
            case "*" -> new ByteRun(members, 0, UNLIMITED);
            case "+" -> new ByteRun(members, 1, UNLIMITED);
            default -> members[0x80] ? null : counted(members, times);
        };
    }

    private static @Nullable ByteRun counted(boolean[] members, String times) {
        if (times.isEmpty()) {
            return new ByteRun(members, 1, 1);
        }
        int last = times.length() - 1;
        if (last < 2 || last > 3 || times.charAt(0) != '{' || times.charAt(last) != '}') {
            return null;
        }
        int count = 0;
        for (int i = 1; i < last; i++) {
            int digit = times.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            count = count * 10 + digit;
        }
        return new ByteRun(members, count, count);
    }

    /** Where the longest run from {@code from} on ends, or -1 if it is too short. */
    int end(byte[] bytes, int from, int to) {
        int limit = to - from > most ? from + most : to;
        int i = from;
        while (i < limit && members[bytes[i] & 0xff]) {
            i++;
        }
        return i - from < least ? -1 : i;
    }

    /** Whether the whole range is such a run. */
    boolean spans(byte[] bytes, int from, int to) {
        return to - from <= most && end(bytes, from, to) == to;
    }

    /** Whether the byte is of the class. */
    boolean has(byte b) {
        return members[b & 0xff];
    }

    /** Whether only one length is possible. */
    boolean isCounted() {
        return least == most;
    }

    /** Two runs are equal if they match the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteRun run
                && least == run.least
                && most == run.most
                && Arrays.equals(members, run.members);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(members) * 31 + least;
    }
}
