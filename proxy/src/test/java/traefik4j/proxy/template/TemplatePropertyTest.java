package traefik4j.proxy.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Part.Variable;
import traefik4j.proxy.template.Template.Kind;

/** However a template is matched, it matches what its regular expression does. */
class TemplatePropertyTest {
    private static final String[] LITERALS = {"/", "a", "ab", ".", "-", "/a/", ".b", "é", "1", "B"};
    private static final String[] PATTERNS = {
        "[a-z]+", "[0-9]+", "[a-c]*", "[^/]+", "[^.]*", ".*", ".+", "\\d+", "\\w{2}", "[a-b]", "[\\w.-]+", "[]a]+",
        "a|ab", "(a|b)+", "a*?", "[[:alpha:]]+", "\\pL+", "^a", "a$", "\\ba", "(?i)ab", "[^a-b]{2}", "[a\\-b]+",
                "[--a]+"
    };
    private static final String[] SUBJECTS = {
        "/", "a", "b", "c", "ab", "A", ".", "-", "1", "12", "é", "\u00ff", "z", "\n"
    };

    @ParameterizedTest
    @EnumSource(Kind.class)
    void matchesWhatItsExpressionMatches(Kind kind) throws Unreadable {
        Random random = new Random(kind.name().length());
        TemplateParser parser = new TemplateParser();
        int matches = 0;
        for (int i = 0; i < 2_000; i++) {
            String text = template(random);
            if (kind == Kind.HOST && text.matches(".*(é|pL).*")) {
                continue;
            }
            Template template = parser.parse(text, kind, 1);
            Pattern expression =
                    Pattern.compile(expression(template), kind.ignoresCase() ? Pattern.CASE_INSENSITIVE : 0);
            for (int k = 0; k < 40; k++) {
                byte[] subject = subject(random);
                int expected = match(expression, subject, kind);
                assertThat(template.match(subject, 0, subject.length))
                        .as(template + " on " + new String(subject, StandardCharsets.UTF_8))
                        .isEqualTo(expected);
                matches += expected >= 0 ? 1 : 0;
            }
        }
        assertThat(matches).isGreaterThan(500);
    }

    private static int match(Pattern expression, byte[] subject, Kind kind) {
        String text = new String(subject, StandardCharsets.UTF_8);
        Matcher matcher = expression.matcher(text);
        if (kind != Kind.PREFIX) {
            return matcher.matches() ? subject.length : -1;
        }
        return matcher.lookingAt() ? text.substring(0, matcher.end()).getBytes(StandardCharsets.UTF_8).length : -1;
    }

    private static String expression(Template template) {
        StringBuilder expression = new StringBuilder();
        for (Part part : template.parts()) {
            expression.append(
                    switch (part) {
                        case Literal literal -> Pattern.quote(literal.text());
                        case Variable variable -> "(?:" + variable.pattern() + ")";
                    });
        }
        return expression.toString();
    }

    private static String template(Random random) {
        StringBuilder template = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            template.append(
                    random.nextBoolean()
                            ? pick(random, LITERALS)
                            : "{v" + i + ":" + pick(random, PATTERNS).replace("[]a]", "[^a]") + "}");
        }
        return template.toString();
    }

    private static byte[] subject(Random random) {
        StringBuilder subject = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            subject.append(pick(random, SUBJECTS));
        }
        return subject.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
