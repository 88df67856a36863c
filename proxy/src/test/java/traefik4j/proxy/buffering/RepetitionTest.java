package traefik4j.proxy.buffering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a buffered request is sent once more (reference §4.11). */
class RepetitionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "IsNetworkError()                                  ; 1 ; 502 ; GET ; true",
                "IsNetworkError()                                  ; 1 ; 504 ; GET ; true",
                "IsNetworkError()                                  ; 1 ; 503 ; GET ; false",
                "IsNetworkError() != true                          ; 1 ; 503 ; GET ; true",
                "IsNetworkError() == false                         ; 1 ; 502 ; GET ; false",
                "IsNetworkError() && Attempts() <= 2               ; 2 ; 502 ; POST ; true",
                "IsNetworkError() && Attempts() <= 2               ; 3 ; 502 ; POST ; false",
                "Attempts() < 2 && ResponseCode() == 503           ; 1 ; 503 ; GET ; true",
                "Attempts() < 2 && ResponseCode() == 503           ; 1 ; 200 ; GET ; false",
                "ResponseCode() >= 500 || ResponseCode() == 429    ; 1 ; 429 ; GET ; true",
                "RequestMethod() == \"GET\"                      ; 1 ; 200 ; GET ; true",
                "RequestMethod() == \"GET\"                      ; 1 ; 200 ; POST ; false",
                "RequestMethod() != \"POST\" && IsNetworkError() ; 1 ; 502 ; POST ; false",
            })
    void followsItsExpression(String expression, int attempts, int status, String method, boolean expected) {
        assertThat(new Repetition(expression).follows(attempts, status, method)).isEqualTo(expected);
    }

    @Test
    void endsAfterTenRepetitions() {
        Repetition always = new Repetition("Attempts() > 0");
        assertThat(always.follows(10, 502, "GET")).isTrue();
        assertThat(always.follows(11, 502, "GET")).isFalse();
    }
}
