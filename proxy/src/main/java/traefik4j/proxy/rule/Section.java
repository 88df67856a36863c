package traefik4j.proxy.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a rule between semicolons: a function and its arguments, cut as Traefik cuts them (reference §3.2).
 *
 * @param text the whole section, trimmed
 * @param name the name of the function
 * @param column where the name begins in the rule
 * @param arguments the arguments, trimmed, none of them empty
 */
record Section(String text, String name, int column, List<Argument> arguments) {

    /**
     * An argument.
     *
     * @param text the argument, trimmed
     * @param column where it begins in the rule
     */
    record Argument(String text, int column) {}

    /** The sections of a rule. */
    static List<Section> of(String rule) {
        List<Section> sections = new ArrayList<>();
        int from = 0;
        while (from <= rule.length()) {
            int semicolon = rule.indexOf(';', from);
            int to = semicolon < 0 ? rule.length() : semicolon;
            int name = skip(rule, ':', from, to);
            if (name < to) {
                sections.add(section(rule, name, to));
            } else if (to > from) {
                sections.add(new Section("", "", from + 1, List.of()));
            }
            from = to + 1;
        }
        return sections;
    }

    private static Section section(String rule, int from, int to) {
        int colon = rule.indexOf(':', from);
        int end = colon < 0 || colon > to ? to : colon;
        int start = skip(rule, ' ', from, end);
        return new Section(
                rule.substring(from, to).trim(), rule.substring(from, end).trim(), start + 1, arguments(rule, end, to));
    }

    /** Cuts at commas; several colons in a row count as one, and those at either end as none. */
    private static List<Argument> arguments(String rule, int from, int to) {
        int end = to;
        while (end > from && rule.charAt(end - 1) == ':') {
            end--;
        }
        List<Argument> arguments = new ArrayList<>();
        int comma;
        for (int at = skip(rule, ':', from, end); at < end; at = comma + 1) {
            comma = rule.indexOf(',', at);
            comma = comma < 0 || comma > end ? end : comma;
            String argument = withoutDoubledColons(rule.substring(at, comma)).trim();
            if (!argument.isEmpty()) {
                arguments.add(new Argument(argument, skip(rule, ' ', at, comma) + 1));
            }
        }
        return arguments;
    }

    private static String withoutDoubledColons(String text) {
        String shorter = text;
        while (shorter.contains("::")) {
            shorter = shorter.replace("::", ":");
        }
        return shorter;
    }

    private static int skip(String text, char skipped, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) == skipped) {
            i++;
        }
        return i;
    }
}
