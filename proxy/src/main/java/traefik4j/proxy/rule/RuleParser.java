package traefik4j.proxy.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import traefik4j.proxy.template.TemplateParser;
import traefik4j.proxy.template.Unreadable;

/**
 * Turns the text of a rule into a {@link Rule} (reference §3.2). One parser serves the whole of a configuration, on one
 * thread, so that frontends share their expressions; and one configuration after the other, so that a change costs what
 * is new in it: the rules of the table in force are taken over. No text makes it throw.
 */
public final class RuleParser {
    private final boolean keepTrailingSlash;
    private final TemplateParser templates = new TemplateParser();
    private static final int ROOM = 64;

    private final Map<String, Rule> known = new HashMap<>();

    /**
     * A parser.
     *
     * @param keepTrailingSlash whether a final slash makes another path, instead of a redirect (reference §3.4)
     */
    public RuleParser(boolean keepTrailingSlash) {
        this.keepTrailingSlash = keepTrailingSlash;
    }

    /**
     * Ends a table. Rules that are not in it are forgotten, though only when there are as many of them as of the others:
     * to look for them takes longer than a small change does.
     *
     * @param count how many rules the table has
     * @param used its rules
     */
    public void endTable(int count, Supplier<Stream<Rule>> used) {
        if (known.size() > count * 2 + ROOM) {
            known.clear();
            used.get().forEach(rule -> known.put(rule.text(), rule));
        }
        templates.forgetUnused();
    }

    /** The rule a text stands for, or the first thing in it that is wrong. */
    public ParsedRule parse(String text) {
        Rule before = known.get(text);
        ParsedRule parsed = before == null ? read(text) : before;
        if (before == null && parsed instanceof Rule rule) {
            known.put(text, rule);
        }
        return parsed;
    }

    private ParsedRule read(String text) {
        List<Section> sections = Section.of(text);
        if (sections.isEmpty()) {
            return new RuleFault(1, "the rule is empty (expected: a matcher, such as Host:example.com)");
        }
        RuleReading reading = new RuleReading(text, keepTrailingSlash, templates);
        try {
            for (Section section : sections) {
                reading.read(section);
            }
        } catch (Unreadable e) {
            return new RuleFault(e.column(), e.what());
        }
        return reading.rule();
    }
}
