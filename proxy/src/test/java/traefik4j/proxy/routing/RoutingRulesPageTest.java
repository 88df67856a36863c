package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on routing rules says what is so. */
class RoutingRulesPageTest {
    private static final Pattern BLOCK = Pattern.compile("```rules\n(.*?)```", Pattern.DOTALL);

    static List<String> blocks() throws IOException {
        String page = Files.readString(Path.of("../docs/routing-rules.md"));
        return BLOCK.matcher(page).results().map(MatchResult::group).toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void eachBlockIsTrue(String block) {
        assertThat(Vectors.run(block)).isEqualTo(block + "\n");
    }

    @Test
    void everySectionHasAnExample() throws IOException {
        assertThat(blocks()).hasSizeGreaterThanOrEqualTo(8);
    }
}
