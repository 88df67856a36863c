package traefik4j.config.toml;

import java.time.YearMonth;

/** The spelling of dates and times in TOML, which is that of RFC 3339. */
final class Dates {
    static final String EXPECTED = "a date such as 1979-05-27, 07:32:00 or 1979-05-27T07:32:00Z";

    /** How long a day is. */
    static final int DAY = 10;

    private static final int TIME = 8;

    private Dates() {}

    /** Whether somebody who wrote this may have meant a date or a time. */
    static boolean isLike(String word) {
        return word.length() > 4 && isDigits(word, 0, 2) && (word.charAt(2) == ':' || isDay(word));
    }

    private static boolean isDay(String word) {
        return isDigits(word, 0, 4) && word.charAt(4) == '-';
    }

    /** Whether this is a day, a time, or both with or without an offset. */
    static boolean isDate(String word) {
        if (!isDay(word)) {
            return isTime(word, 0) && fractionEnd(word, TIME) == word.length();
        }
        if (!isCalendarDay(word) || word.length() == DAY) {
            return isCalendarDay(word);
        }
        if ("Tt ".indexOf(word.charAt(DAY)) < 0 || !isTime(word, DAY + 1)) {
            return false;
        }
        int end = fractionEnd(word, DAY + 1 + TIME);
        return end == word.length() || end > 0 && isOffset(word, end);
    }

    private static boolean isCalendarDay(String word) {
        boolean shaped = word.length() >= DAY && isDigits(word, 5, 2) && word.charAt(7) == '-' && isDigits(word, 8, 2);
        if (!shaped) {
            return false;
        }
        int month = number(word, 5, 2);
        int day = number(word, 8, 2);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(number(word, 0, 4), month).lengthOfMonth();
    }

    private static boolean isTime(String word, int at) {
        return word.length() >= at + TIME
                && isBelow(word, at, 24)
                && word.charAt(at + 2) == ':'
                && isBelow(word, at + 3, 60)
                && word.charAt(at + 5) == ':'
                && isBelow(word, at + 6, 60);
    }

    /** Where the fraction of a second ends that may start here; -1 if it has no digits. */
    private static int fractionEnd(String word, int at) {
        if (at == word.length() || word.charAt(at) != '.') {
            return at;
        }
        int end = at + 1;
        while (isDigits(word, end, 1)) {
            end++;
        }
        return end == at + 1 ? -1 : end;
    }

    private static boolean isOffset(String word, int at) {
        if (word.length() == at + 1) {
            return word.charAt(at) == 'Z' || word.charAt(at) == 'z';
        }
        return word.length() == at + 6
                && "+-".indexOf(word.charAt(at)) >= 0
                && isBelow(word, at + 1, 24)
                && word.charAt(at + 3) == ':'
                && isBelow(word, at + 4, 60);
    }

    private static boolean isBelow(String word, int at, int limit) {
        return isDigits(word, at, 2) && number(word, at, 2) < limit;
    }

    private static int number(String word, int at, int digits) {
        return Integer.parseInt(word, at, at + digits, 10);
    }

    private static boolean isDigits(String word, int at, int count) {
        if (word.length() < at + count) {
            return false;
        }
        for (int i = at; i < at + count; i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
