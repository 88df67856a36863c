package traefik4j.proxy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import traefik4j.proxy.rule.Section.Argument;
import traefik4j.proxy.template.Unreadable;

/**
 * The rule of a TCP frontend, {@code HostSNI:a.example, *.b.example}: the names a client may ask for in the first message
 * of TLS (SNI, RFC 6066 §3). A wildcard stands for one label; {@code *} alone for every name and for none.
 *
 * @param names the names in lower case, without a dot at their end
 */
public record HostSni(List<String> names) {
    /** What is asked for is any name, or none. */
    public static final String ANY = "*";

    private static final Pattern NAME = Pattern.compile(
            "\\*|(?:\\*\\.)?(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern ADDRESS = Pattern.compile(".*(?:^|\\.)[0-9]+|.*:.*");

    /** Copies the list. */
    public HostSni {
        names = List.copyOf(names);
    }

    /**
     * The rule a text stands for.
     *
     * @throws Unreadable at the first thing in it that is wrong
     */
    public static HostSni parse(String text) throws Unreadable {
        List<String> names = new ArrayList<>();
        List<Section> sections = Section.of(text);
        if (sections.isEmpty()) {
            throw new Unreadable(1, "the rule is empty (expected: HostSNI:example.com)");
        }
        for (Section section : sections) {
            if (!section.name().equals("HostSNI")) {
                throw new Unreadable(section.column(), "of connections nothing else is known (expected: HostSNI:…)");
            }
            if (section.arguments().isEmpty()) {
                throw new Unreadable(section.column(), "HostSNI has no arguments (expected: HostSNI:…)");
            }
            HostSni one = of(section);
            names = names.isEmpty() ? new ArrayList<>(one.names) : new ArrayList<>(new HostSni(names).and(one).names);
        }
        return new HostSni(names);
    }

    private static HostSni of(Section section) throws Unreadable {
        List<String> names = new ArrayList<>();
        for (Argument argument : section.arguments()) {
            names.add(name(argument));
        }
        return new HostSni(names);
    }

    private static String name(Argument argument) throws Unreadable {
        String lower = argument.text().toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (ADDRESS.matcher(name).matches()) {
            throw new Unreadable(
                    argument.column(), name + " is an address, which no client asks for (expected: a name)");
        }
        if (!NAME.matcher(name).matches()) {
            throw new Unreadable(
                    argument.column(), argument.text() + " (expected: a name, *. and a name, or * for everything)");
        }
        return name;
    }

    /** What matches this rule and the other. */
    public HostSni and(HostSni other) {
        List<String> both = new ArrayList<>();
        for (String mine : names) {
            for (String theirs : other.names) {
                if (covers(mine, theirs)) {
                    both.add(theirs);
                } else if (covers(theirs, mine)) {
                    both.add(mine);
                }
            }
        }
        return new HostSni(both.stream().distinct().toList());
    }

    private static boolean covers(String wide, String name) {
        return wide.equals(ANY)
                || wide.equals(name)
                || wide.startsWith("*.") && wide.substring(2).equals(parent(name));
    }

    private static String parent(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
