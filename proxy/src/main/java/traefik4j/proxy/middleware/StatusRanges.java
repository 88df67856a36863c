package traefik4j.proxy.middleware;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status codes, as {@code 404} and {@code 500-599}. */
final class StatusRanges {
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{3})\\s*(?:-\\s*(\\d{3})\\s*)?");

    private final boolean[] codes = new boolean[1000];

    private StatusRanges() {}

    /**
     * The codes these texts name.
     *
     * @param key the path of the option, for the fault
     * @throws PolicyFault if one names none
     */
    static StatusRanges of(String key, List<String> texts) {
        StatusRanges ranges = new StatusRanges();
        for (String text : texts) {
            Matcher matcher = RANGE.matcher(text);
            if (!matcher.matches()) {
                throw new PolicyFault(key, '"' + text + "\" (expected: a status code or a range such as 500-599)");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            for (int code = first; code <= last; code++) {
                ranges.codes[code] = true;
            }
        }
        return ranges;
    }

    /** Whether the code is one of them. */
    boolean contains(int code) {
        return code >= 0 && code < codes.length && codes[code];
    }
}
