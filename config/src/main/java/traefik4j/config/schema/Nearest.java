package traefik4j.config.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name somebody probably meant, by the fewest letters to change. */
public final class Nearest {
    private static final int SHORT_LIST = 8;

    private Nearest() {}

    /** The nearest of these names, if one is near enough to be worth saying. */
    public static Optional<String> of(String typed, Collection<String> names) {
        int tolerance = Math.max(1, Math.min(typed.length() / 3 + 1, 4));
        return names.stream()
                .filter(name -> distance(typed, name) <= tolerance)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** {@code (did you mean x?)}, or the names there are if they are few, with a space in front; or nothing. */
    public static String suggestion(String typed, Collection<String> names) {
        return of(typed, names)
                .map(name -> " (did you mean " + name + "?)")
                .orElseGet(() -> names.size() > SHORT_LIST || names.isEmpty()
                        ? ""
                        : " (expected: " + String.join(", ", names) + ")");
    }

    /** Letters to insert, remove, replace or swap with their neighbour, whatever their case. */
    static int distance(String typed, String name) {
        String a = typed.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > 4) {
            return Integer.MAX_VALUE;
        }
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cell(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cell(int[][] rows, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(rows[i - 1][j - 1] + same, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
