package traefik4j.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("address", "compress", "redirect", "entryPoints", "docker");

    @ParameterizedTest
    @CsvSource({"adress, address", "entrypoint, entryPoints", "dokcer, docker", "ADDRES, address", "redirects, redirect"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.of(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "kubernetes", "add", "''"})
    void guessesNothingFarAway(String typed) {
        assertThat(Nearest.of(typed, NAMES)).isEmpty();
    }

    @Test
    void listsTheNamesWhereThereAreFew() {
        assertThat(Nearest.suggestion("zzz", List.of("url", "weight"))).isEqualTo(" (expected: url, weight)");
    }
}
