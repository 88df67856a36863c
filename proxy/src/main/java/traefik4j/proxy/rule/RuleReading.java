package traefik4j.proxy.rule;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.rule.Modifiers.Replacement;
import traefik4j.proxy.rule.PathMatcher.Ending;
import traefik4j.proxy.rule.Section.Argument;
import traefik4j.proxy.template.Template;
import traefik4j.proxy.template.Template.Kind;
import traefik4j.proxy.template.TemplateParser;
import traefik4j.proxy.template.Unreadable;

/** A rule half read: what each function adds to it. */
final class RuleReading {
    private static final List<String> FUNCTIONS = List.of(
            "Host",
            "HostRegexp",
            "Path",
            "PathStrip",
            "PathStripRegex",
            "PathPrefix",
            "PathPrefixStrip",
            "PathPrefixStripRegex",
            "Method",
            "Headers",
            "HeadersRegexp",
            "Query",
            "AddPrefix",
            "ReplacePath",
            "ReplacePathRegex");

    private final String text;
    private final boolean keepTrailingSlash;
    private final TemplateParser templates;
    private final List<Matcher> matchers = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final List<RuleFault> warnings = new ArrayList<>();
    private Modifiers modifiers = Modifiers.NONE;

    RuleReading(String text, boolean keepTrailingSlash, TemplateParser templates) {
        this.text = text;
        this.keepTrailingSlash = keepTrailingSlash;
        this.templates = templates;
    }

    /** The rule, once all sections are read. */
    Rule rule() {
        return new Rule(text, matchers, modifiers, variables, warnings);
    }

    /** Reads one more section. */
    void read(Section section) throws Unreadable {
        if (section.arguments().isEmpty() && FUNCTIONS.contains(section.name())) {
            throw new Unreadable(
                    section.column(), section.name() + " has no arguments (expected: " + section.name() + ":…)");
        }
        switch (section.name()) {
            case "Host" -> matchers.add(new HostMatcher(section.text(), hosts(section)));
            case "HostRegexp" -> matchers.add(new HostMatcher(section.text(), templates(section, Kind.HOST)));
            case "Path", "PathStrip", "PathStripRegex" -> matchers.add(path(section));
            case "PathPrefix", "PathPrefixStrip", "PathPrefixStripRegex" ->
                matchers.add(
                        new PathMatcher(section.text(), templates(section, Kind.PREFIX), Ending.OPEN, new boolean[0]));
            case "Method" -> matchers.add(new MethodMatcher(section.text(), methods(section)));
            case "Headers", "HeadersRegexp" -> matchers.add(headers(section));
            case "Query" -> matchers.add(query(section));
            case "AddPrefix", "ReplacePath", "ReplacePathRegex" -> {}
            default -> throw unknown(section);
        }
        Modifiers more = modifiers(section);
        modifiers = more == null ? modifiers : modifiers.and(more);
    }

    private static Unreadable unknown(Section section) {
        for (String function : FUNCTIONS) {
            if (function.equalsIgnoreCase(section.name())) {
                return new Unreadable(
                        section.column(), "there is no function " + section.name() + " (expected: " + function + ")");
            }
        }
        String what = section.name().isEmpty() ? "the function is missing" : "there is no function " + section.name();
        return new Unreadable(section.column(), what + " (expected: one of " + String.join(", ", FUNCTIONS) + ")");
    }

    private List<Template> hosts(Section section) {
        List<Template> hosts = new ArrayList<>(section.arguments().size());
        for (Argument host : section.arguments()) {
            if (host.text().indexOf('{') >= 0) {
                warnings.add(new RuleFault(
                        host.column(),
                        "Host takes no variables, so " + host.text() + " matches nothing (expected: HostRegexp)"));
            }
            hosts.add(Template.ofHost(host.text()));
        }
        return hosts;
    }

    private static List<String> methods(Section section) {
        return section.arguments().stream()
                .map(method -> method.text().toUpperCase(Locale.ROOT))
                .toList();
    }

    private Matcher path(Section section) throws Unreadable {
        if (keepTrailingSlash) {
            return new PathMatcher(section.text(), templates(section, Kind.PATH), Ending.EXACT, new boolean[0]);
        }
        List<Argument> arguments = section.arguments();
        List<Argument> bare = new ArrayList<>();
        boolean[] slashes = new boolean[arguments.size()];
        for (int i = 0; i < slashes.length; i++) {
            String path = arguments.get(i).text();
            slashes[i] = path.endsWith("/");
            bare.add(new Argument(
                    slashes[i] ? path.substring(0, path.length() - 1) : path,
                    arguments.get(i).column()));
        }
        return new PathMatcher(section.text(), templates(section, bare, Kind.PATH), Ending.SLASH_REDIRECTS, slashes);
    }

    private List<Template> templates(Section section, Kind kind) throws Unreadable {
        return templates(section, section.arguments(), kind);
    }

    private List<Template> templates(Section section, List<Argument> arguments, Kind kind) throws Unreadable {
        List<Template> parsed = new ArrayList<>(arguments.size());
        Set<String> names = new HashSet<>();
        for (Argument argument : arguments) {
            Template template = template(argument, kind);
            requireRooted(argument, kind);
            if (!template.variables().isEmpty() && isLiteralStrip(section)) {
                throw new Unreadable(
                        argument.column(),
                        section.name() + " takes no variables (expected: " + section.name() + "Regex)");
            }
            parsed.add(template);
            names.addAll(template.variables());
        }
        variables.addAll(names);
        return parsed;
    }

    private static boolean isLiteralStrip(Section section) {
        return section.name().equals("PathStrip") || section.name().equals("PathPrefixStrip");
    }

    private Template template(Argument argument, Kind kind) throws Unreadable {
        Template template = templates.parse(argument.text(), kind, argument.column());
        List<String> names = template.variables();
        for (int i = 0; i < names.size(); i++) {
            if (variables.contains(names.get(i)) || names.indexOf(names.get(i)) < i) {
                throw new Unreadable(
                        argument.column(), "two variables are named " + names.get(i) + " (expected: different names)");
            }
        }
        return template;
    }

    private static void requireRooted(Argument path, Kind kind) throws Unreadable {
        if (kind != Kind.HOST && !path.text().isEmpty() && !path.text().startsWith("/")) {
            throw new Unreadable(path.column(), path.text() + " (expected: a path that begins with /)");
        }
    }

    private Matcher headers(Section section) throws Unreadable {
        List<Argument> arguments = section.arguments();
        if (arguments.size() % 2 != 0) {
            throw new Unreadable(
                    arguments.getLast().column(),
                    "the value for " + arguments.getLast().text() + " is missing (expected: name,value pairs)");
        }
        boolean expressions = section.name().equals("HeadersRegexp");
        List<HeadersMatcher.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            Argument value = arguments.get(i + 1);
            Pattern pattern = expressions ? templates.pattern(value.text(), false, value.column()) : null;
            wanted.add(new HeadersMatcher.Wanted(headerName(arguments.get(i)), Template.bytes(value.text()), pattern));
        }
        return new HeadersMatcher(section.text(), wanted);
    }

    private static HeaderName headerName(Argument name) throws Unreadable {
        for (byte b : Template.bytes(name.text())) {
            if (!Ascii.isToken(b)) {
                throw new Unreadable(name.column(), name.text() + " (expected: the name of a header)");
            }
        }
        return new HeaderName(name.text());
    }

    private Matcher query(Section section) throws Unreadable {
        List<QueryMatcher.Wanted> wanted = new ArrayList<>();
        for (Argument argument : section.arguments()) {
            int equals = argument.text().indexOf('=');
            if (equals < 1) {
                throw new Unreadable(argument.column(), argument.text() + " (expected: name=value)");
            }
            Argument value = new Argument(argument.text().substring(equals + 1), argument.column() + equals + 1);
            Template template = value.text().isEmpty() ? null : template(value, Kind.QUERY);
            if (template != null) {
                variables.addAll(template.variables());
            }
            wanted.add(new QueryMatcher.Wanted(Template.bytes(argument.text().substring(0, equals)), template));
        }
        return new QueryMatcher(section.text(), wanted);
    }

    private @Nullable Modifiers modifiers(Section section) throws Unreadable {
        List<Argument> arguments = section.arguments();
        return switch (section.name()) {
            case "PathStrip", "PathPrefixStrip" -> new Modifiers(List.of(), texts(arguments), null, null, null);
            case "PathStripRegex", "PathPrefixStripRegex" ->
                new Modifiers(prefixes(arguments), List.of(), null, null, null);
            case "AddPrefix" -> new Modifiers(List.of(), List.of(), withoutDots(arguments.getLast()), null, null);
            case "ReplacePath" -> new Modifiers(List.of(), List.of(), null, null, withoutDots(arguments.getLast()));
            case "ReplacePathRegex" -> new Modifiers(List.of(), List.of(), null, replacement(arguments), null);
            default -> null;
        };
    }

    /** A path that every request would be refused with is a mistake. */
    private static String withoutDots(Argument path) throws Unreadable {
        for (String segment : path.text().split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new Unreadable(path.column(), path.text() + " (expected: a path without . and .. segments)");
            }
        }
        return path.text();
    }

    private static List<String> texts(List<Argument> arguments) {
        return arguments.stream().map(Argument::text).toList();
    }

    private List<Template> prefixes(List<Argument> arguments) throws Unreadable {
        List<Template> prefixes = new ArrayList<>();
        for (Argument argument : arguments) {
            prefixes.add(templates.parse(argument.text(), Kind.PREFIX, argument.column()));
        }
        return prefixes;
    }

    /** What is to be replaced; as in Traefik, one that cannot be read changes nothing (reference §3.5). */
    private @Nullable Replacement replacement(List<Argument> arguments) {
        Argument last = arguments.getLast();
        String[] words = last.text().split(" ", -1);
        if (words.length != 2) {
            warnings.add(new RuleFault(
                    last.column(),
                    "ReplacePathRegex has no effect: " + last.text()
                            + " (expected: a regular expression, one space, a replacement)"));
            return null;
        }
        try {
            return new Replacement(templates.pattern(words[0], false, last.column()), words[1]);
        } catch (Unreadable e) {
            warnings.add(new RuleFault(e.column(), "ReplacePathRegex has no effect: " + e.what()));
            return null;
        }
    }
}
