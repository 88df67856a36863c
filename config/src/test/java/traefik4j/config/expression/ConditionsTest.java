package traefik4j.config.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.expression.Condition.And;
import traefik4j.config.expression.Condition.Comparison;
import traefik4j.config.expression.Condition.Or;

/** Conditions as Traefik 1.x writes them (reference §4.6). */
class ConditionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NetworkErrorRatio() > 0.5",
                "NetworkErrorRatio() > .5",
                "NetworkErrorRatio()>=5e-1",
                "NetworkErrorRatio() > 1",
                "LatencyAtQuantileMS(50.0) > 100",
                "LatencyAtQuantileMS(50) > 100.0",
                "ResponseCodeRatio(500, 600, 0, 600) > 0.5",
                "  ResponseCodeRatio ( 500 ,600,0,600 )\t!= 0.0 ",
                "(NetworkErrorRatio() > 0.5)",
                "((NetworkErrorRatio())) > 0.5",
                "NetworkErrorRatio() > (0.5)",
                "((NetworkErrorRatio() > 0.5) && ((LatencyAtQuantileMS(50.0)) <= (100)))",
                "NetworkErrorRatio() == 0.5 || NetworkErrorRatio() < 0.1 && LatencyAtQuantileMS(99.9) >= 2"
            })
    void readsWhatTraefikReads(String text) {
        assertThat(breaker(text)).isNotNull();
    }

    @Test
    void andBindsCloserThanOr() {
        Condition a = breaker("NetworkErrorRatio() > 0.1");
        Condition b = breaker("NetworkErrorRatio() > 0.2");
        Condition c = breaker("NetworkErrorRatio() > 0.3");
        assertThat(breaker("NetworkErrorRatio() > 0.1 || NetworkErrorRatio() > 0.2 && NetworkErrorRatio() > 0.3"))
                .isEqualTo(new Or(a, new And(b, c)));
        assertThat(breaker("(NetworkErrorRatio() > 0.1 || NetworkErrorRatio() > 0.2) && NetworkErrorRatio() > 0.3"))
                .isEqualTo(new And(new Or(a, b), c));
        assertThat(breaker("NetworkErrorRatio() > 0.1 && NetworkErrorRatio() > 0.2 && NetworkErrorRatio() > 0.3"))
                .isEqualTo(new And(new And(a, b), c));
    }

    @ParameterizedTest
    @CsvSource({
        "==,false,true,false",
        "!=,true,false,true",
        "<,true,false,false",
        "<=,true,true,false",
        ">,false,false,true",
        ">=,false,true,true"
    })
    void comparesWithEveryOperator(String operator, boolean less, boolean equal, boolean more) {
        Comparison comparison = (Comparison) breaker("NetworkErrorRatio() " + operator + " 0.5");
        assertThat(comparison.operator().holds(0.4, 0.5)).isEqualTo(less);
        assertThat(comparison.operator().holds(0.5, 0.5)).isEqualTo(equal);
        assertThat(comparison.operator().holds(0.6, 0.5)).isEqualTo(more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\0',
            value = {
                "NetworkErrorRatio() > => column 22: the end (expected: a number)",
                "NetworkErrorRatio() = 0.5 => column 21: \"=\" means nothing here (expected: ==)",
                "NetworkErrorRatio() => column 20: the end (expected: one of ==, !=, <=, >=, <, >)",
                "NetworkErrorRatio(1) > 0.5 => column 20: NetworkErrorRatio has 1 arguments (expected: 0)",
                "0.5 < NetworkErrorRatio() => column 1: \"0.5\" (expected: LatencyAtQuantileMS(), NetworkErrorRatio(), ResponseCodeRatio())",
                "!NetworkErrorRatio() > 0.5 => column 1: \"!\" means nothing here (expected: !=; there is no negation)",
                "NetworkErrorRatio() > 0.5 and LatencyAtQuantileMS(50.0) > 1 => column 27: \"and\" (expected: &&, || or the end)",
                "NetworkErrorRatio() > 0.5 && => column 29: the end (expected: LatencyAtQuantileMS(), NetworkErrorRatio(), ResponseCodeRatio())",
                "(NetworkErrorRatio() > 0.5 => column 27: the end (expected: ))",
                "NetworkErrorRatio() > 0.5) => column 26: \")\" (expected: &&, || or the end)",
                "ErrorRatio() > 0.5 => column 1: there is no ErrorRatio (expected: LatencyAtQuantileMS(), NetworkErrorRatio(), ResponseCodeRatio())",
                "ResponseCodeRatio(500 600) > 0.5 => column 23: \"600\" (expected: ,)",
                "NetworkErrorRatio() > \"x\" => column 23: \"x\" (expected: a number)",
            })
    void saysWhereItCannotGoOn(String text, String message) {
        assertThatThrownBy(() -> breaker(text.strip()))
                .isInstanceOf(BadCondition.class)
                .hasMessage(message);
    }

    @Test
    void anEmptyTextIsNone() {
        assertThatThrownBy(() -> breaker("")).isInstanceOf(BadCondition.class);
    }

    @Test
    void deepParenthesesAreRefused() {
        String text = "(".repeat(5_000) + "NetworkErrorRatio() > 0.5" + ")".repeat(5_000);
        assertThatThrownBy(() -> breaker(text)).isInstanceOf(BadCondition.class).hasMessageContaining("parentheses");
    }

    @Test
    void aRepetitionMayAskForTextsAndTruths() {
        assertThat(Conditions.read("IsNetworkError() && Attempts() <= 2", Vocabulary.RETRY))
                .isInstanceOf(And.class);
        Comparison method = (Comparison) Conditions.read("RequestMethod() == \"GET\"", Vocabulary.RETRY);
        assertThat(method.constant()).isEqualTo("GET");
    }

    private static Condition breaker(String text) {
        return Conditions.read(text, Vocabulary.CIRCUIT_BREAKER);
    }
}
