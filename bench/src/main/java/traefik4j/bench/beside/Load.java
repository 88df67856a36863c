package traefik4j.bench.beside;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a load generator has counted.
 *
 * @param requests answers that came as they should
 * @param perSecond how many a second
 */
record Load(long requests, double perSecond) {
    private static final Pattern WRK = Pattern.compile("(?s)(\\d+) requests in .*Requests/sec:\\s+([\\d.]+)");
    private static final Pattern WRK_TROUBLE = Pattern.compile("Socket errors: .*|Non-2xx or 3xx responses: \\d+");
    private static final Pattern H2LOAD = Pattern.compile("(?s)finished in \\S+, ([\\d.]+) req/s.* (\\d+) succeeded");
    private static final Pattern H2LOAD_TROUBLE =
            Pattern.compile("[1-9]\\d* failed|[1-9]\\d* errored|[1-9]\\d* timeout|[1-9]\\d* [345]xx");

    static Load ofWrk(Running proxy, List<String> command) {
        String report = report(proxy, command, WRK_TROUBLE);
        Matcher found = found(WRK, report);
        return new Load(Long.parseLong(found.group(1)), Double.parseDouble(found.group(2)));
    }

    static Load ofH2load(Running proxy, List<String> command) {
        String report = report(proxy, command, H2LOAD_TROUBLE);
        Matcher found = found(H2LOAD, report);
        return new Load(Long.parseLong(found.group(2)), Double.parseDouble(found.group(1)));
    }

    private static String report(Running proxy, List<String> command, Pattern trouble) {
        String report = proxy.site().stage().run(command);
        Matcher bad = trouble.matcher(report);
        if (bad.find()) {
            throw new IllegalStateException(proxy.peer().name() + " fails: " + bad.group() + "\n" + proxy.log());
        }
        return report;
    }

    private static Matcher found(Pattern pattern, String report) {
        Matcher matcher = pattern.matcher(report);
        if (!matcher.find() || matcher.group(1).equals("0")) {
            throw new IllegalStateException("the load generator has counted nothing:\n" + report);
        }
        return matcher;
    }
}
