package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import traefik4j.config.Loaded;
import traefik4j.config.read.DynamicReader;

/** What a backend says beside its servers: problems with their places. */
class BackendCheckTest {
    private static final Settings SETTINGS =
            new Settings(java.util.Set.of("http"), List.of("http"), java.time.Duration.ZERO);

    private static Loaded validate(String... lines) {
        return Validation.of(DynamicReader.read(String.join("\n", lines), "rules.toml"), SETTINGS);
    }

    private static List<String> problems(String... lines) {
        return validate(lines).problems().stream()
                .map(problem -> problem.severity() + " " + problem)
                .toList();
    }

    @Test
    void aConditionThatCannotBeReadCostsTheBackend() {
        String[] lines = {"[backends.b.circuitBreaker]", "expression = \"NetworkErrorRatio() >> 0.5\""};
        assertThat(validate(lines).configuration().backends()).isEmpty();
        assertThat(problems(lines))
                .containsExactly("ERROR rules.toml:2:1 backends.b.circuitBreaker.expression:"
                        + " \"NetworkErrorRatio() >> 0.5\" column 22: \">\" (expected: a number)");
    }

    @Test
    void aConditionForRepetitionsThatCannotBeReadCostsTheBackend() {
        String[] lines = {"[backends.b.buffering]", "retryExpression = \"IsNetworkError() && Attempts() < two\""};
        assertThat(validate(lines).configuration().backends()).isEmpty();
        assertThat(problems(lines))
                .containsExactly("ERROR rules.toml:2:1 backends.b.buffering.retryExpression:"
                        + " \"IsNetworkError() && Attempts() < two\" column 34: \"two\" (expected: a number)");
    }

    @Test
    void aBreakersConditionIsNoneForRepetitions() {
        assertThat(problems("[backends.b.buffering]", "retryExpression = \"NetworkErrorRatio() > 0.5\""))
                .containsExactly("ERROR rules.toml:2:1 backends.b.buffering.retryExpression:"
                        + " \"NetworkErrorRatio() > 0.5\" column 1: there is no NetworkErrorRatio"
                        + " (expected: Attempts(), IsNetworkError(), RequestMethod(), ResponseCode())");
    }

    @Test
    void aSizeBelowZeroCostsTheBackend() {
        String[] lines = {"[backends.b.buffering]", "maxRequestBodyBytes = -1", "memResponseBodyBytes = -2"};
        assertThat(validate(lines).configuration().backends()).isEmpty();
        assertThat(problems(lines))
                .containsExactly(
                        "ERROR rules.toml:2:1 backends.b.buffering.maxRequestBodyBytes: -1 (expected: >= 0)",
                        "ERROR rules.toml:3:1 backends.b.buffering.memResponseBodyBytes: -2 (expected: >= 0)");
    }

    @Test
    void aLimitForNobodyKnowsWhomCostsTheBackend() {
        assertThat(problems("[backends.b.maxConn]", "amount = 10"))
                .containsExactly("ERROR rules.toml:1:1 backends.b.maxConn.extractorFunc: \"\""
                        + " (expected: client.ip, client.ip/64, request.host or request.header.NAME)");
    }

    @Test
    void aRateThatMeansNothingCostsTheFrontend() {
        String[] lines = {
            "[backends.b]",
            "[frontends.f]",
            "backend = \"b\"",
            "[frontends.f.routes.r]",
            "rule = \"Path:/\"",
            "[frontends.f.ratelimit]",
            "extractorFunc = \"client.ip\"",
            "[frontends.f.ratelimit.rateset.a]",
            "period = \"1s\"",
            "average = -1"
        };
        assertThat(validate(lines).configuration().frontends()).isEmpty();
        assertThat(problems(lines))
                .containsExactly(
                        "ERROR rules.toml:10:1 frontends.f.ratelimit.rateset.a.average: -1 (expected: > 0)",
                        "ERROR rules.toml:8:1 frontends.f.ratelimit.rateset.a.burst: 0 (expected: > 0)");
    }

    @Test
    void aConditionThatCanBeReadStays() {
        String[] lines = {"[backends.b.circuitBreaker]", "expression = \"NetworkErrorRatio() > 0.5\""};
        assertThat(problems(lines)).isEmpty();
        assertThat(validate(lines).configuration().backends()).containsKey("b");
    }
}
