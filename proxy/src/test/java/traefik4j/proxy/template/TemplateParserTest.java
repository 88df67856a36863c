package traefik4j.proxy.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;

final class TemplateParserTest {
    private final TemplateParser parser = new TemplateParser();

    @Test
    void sharesAnExpressionForAsLongAsItIsUsed() throws Exception {
        Pattern used = parser.pattern("[a-z]+", true, 1);
        parser.forgetUnused();

        assertThat(parser.pattern("[a-z]+", true, 1)).isSameAs(used);
        assertThat(parser.pattern("[a-z]+", false, 1)).isNotSameAs(used);
    }
}
