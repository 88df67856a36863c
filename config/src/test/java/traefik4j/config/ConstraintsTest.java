package traefik4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
    @ParameterizedTest
    @CsvSource({
        "tag==api, api, true",
        "tag==api, web api, true",
        "tag==api, web, false",
        "tag==api, '', false",
        "tag!=api, '', true",
        "tag!=api, web, true",
        "tag!=api, web api, false",
        "tag==us-*, us-east, true",
        "tag==us-*, eu-west us-, true",
        "tag==*-east-*, us-east-1, true",
        "tag==*-east-*, us-east, false",
        "tag==*, anything, true",
        "tag==a*b*c, aXbXbc, true",
        "tag==a*b*c, aXbXbcd, false",
        "tag != api, api, false"
    })
    void acceptsTags(String constraint, String tags, boolean accepted) {
        Constraints constraints =
                new Constraints(Constraint.parse(constraint).stream().toList());
        List<String> list =
                Arrays.stream(tags.split(" ")).filter(tag -> !tag.isEmpty()).toList();
        assertThat(constraints.accept(list)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tag", "tag=api", "name==api", "==api"})
    void refusesWhatIsNone(String text) {
        assertThat(Constraint.parse(text)).isEmpty();
    }

    @Test
    void allOfThemHaveToHold() {
        Constraints constraints = new Constraints(List.of(new Constraint(true, "api"), new Constraint(false, "old")));
        assertThat(constraints.accept(List.of("api"))).isTrue();
        assertThat(constraints.accept(List.of("api", "old"))).isFalse();
    }

    @Test
    void manyStarsTakeNoLongTime() {
        Constraint hard = new Constraint(true, "*a".repeat(2_000) + "b");
        assertThat(hard.accepts(List.of("a".repeat(10_000)))).isFalse();
    }
}
