package traefik4j.proxy.middleware;

import com.google.re2j.Pattern;
import traefik4j.proxy.template.TemplateParser;
import traefik4j.proxy.template.Unreadable;

/** Regular expressions among the options of policies. */
final class Expressions {
    private Expressions() {}

    /**
     * An expression.
     *
     * @param key the path of the option, for the fault
     * @throws PolicyFault if it is none
     */
    static Pattern of(String key, String regex) {
        try {
            return new TemplateParser().pattern(regex, false, 0);
        } catch (Unreadable e) {
            String more = e.what().contains("(expected: ") ? "" : " (expected: a regular expression)";
            throw new PolicyFault(key, '"' + regex + "\" " + e.what() + more);
        }
    }
}
