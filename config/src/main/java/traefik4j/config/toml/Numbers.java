package traefik4j.config.toml;

import org.jspecify.annotations.Nullable;

/** The numbers of TOML: {@code Long} for whole ones, {@code Double} for others. */
final class Numbers {
    static final String EXPECTED = "a number such as 42, -1, 0xff, 1_000 or 0.5, whole ones within 64 bits";

    private Numbers() {}

    /** Whether somebody who wrote this may have meant a number. */
    static boolean isLike(String word) {
        return isDigit(word.charAt(0)) || "+-.".indexOf(word.charAt(0)) >= 0;
    }

    /** The number of this spelling; null if there is none. */
    static @Nullable Object read(String word) {
        boolean signed = word.charAt(0) == '-' || word.charAt(0) == '+';
        boolean negative = word.charAt(0) == '-';
        int radix = signed ? 10 : radix(word);
        if (radix != 10) {
            return digitsEnd(word, 2, radix) == word.length() ? whole(word, 2, radix, false) : null;
        }
        int start = signed ? 1 : 0;
        int end = digitsEnd(word, start, 10);
        if (end < 0) {
            return special(word.substring(start), negative);
        }
        if (word.charAt(start) == '0' && end - start > 1) {
            return null;
        }
        return end == word.length() ? whole(word, start, 10, negative) : fraction(word, end);
    }

    private static int radix(String word) {
        if (word.length() < 3 || word.charAt(0) != '0') {
            return 10;
        }
        return switch (word.charAt(1)) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 10;
        };
    }

    private static @Nullable Object special(String word, boolean negative) {
        return switch (word) {
            case "inf" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    /** A number with a fraction, an exponent or both behind its whole part. */
    private static @Nullable Object fraction(String word, int wholeEnd) {
        int end = wholeEnd;
        if (word.charAt(end) == '.') {
            end = digitsEnd(word, end + 1, 10);
        }
        if (end > 0 && end < word.length() && (word.charAt(end) == 'e' || word.charAt(end) == 'E')) {
            boolean signed = end + 1 < word.length() && "+-".indexOf(word.charAt(end + 1)) >= 0;
            end = digitsEnd(word, end + (signed ? 2 : 1), 10);
        }
        return end == word.length() ? (Object) Double.valueOf(word.replace("_", "")) : null;
    }

    /** The end of the digits that start here, single underscores between them; -1 if they are misspelt or missing. */
    private static int digitsEnd(String word, int start, int radix) {
        boolean afterDigit = false;
        int i = start;
        for (; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean digit = Character.digit(c, radix) >= 0;
            if (!digit && c != '_') {
                break;
            }
            if (!digit && !afterDigit) {
                return -1;
            }
            afterDigit = digit;
        }
        return afterDigit ? i : -1;
    }

    /** The whole number of these digits; null if it exceeds 64 bits. It is summed up below zero, where one more fits. */
    private static @Nullable Object whole(String word, int start, int radix, boolean negative) {
        long sum = 0;
        for (int i = start; i < word.length(); i++) {
            int digit = Character.digit(word.charAt(i), radix);
            if (digit < 0) {
                continue;
            }
            if (sum < Long.MIN_VALUE / radix || sum * radix < Long.MIN_VALUE + digit) {
                return null;
            }
            sum = sum * radix - digit;
        }
        if (!negative && sum == Long.MIN_VALUE) {
            return null;
        }
        return negative ? sum : -sum;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
