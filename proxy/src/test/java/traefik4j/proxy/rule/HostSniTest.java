package traefik4j.proxy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.proxy.template.Unreadable;

/** Rules of TCP frontends. */
class HostSniTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HostSNI:a.example | a.example",
                "HostSNI:A.Example., *.b.example | a.example *.b.example",
                "HostSNI:* | *",
                "HostSNI:my_db-1 | my_db-1",
                "HostSNI:xn--bcher-kva.example | xn--bcher-kva.example",
                "HostSNI:*.b.example;HostSNI:a.b.example, b.example, a.a.b.example | a.b.example",
                "HostSNI:*;HostSNI:*.b.example | *.b.example",
                "HostSNI:a.example;HostSNI:b.example | ''"
            })
    void namesWhatMatches(String rule, String names) throws Exception {
        assertThat(String.join(" ", HostSni.parse(rule).names())).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 the rule is empty (expected: HostSNI:example.com)",
                "Host:a.example | 1 of connections nothing else is known (expected: HostSNI:…)",
                "HostSNI:a;PathPrefix:/ | 11 of connections nothing else is known (expected: HostSNI:…)",
                "HostSNI: | 1 HostSNI has no arguments (expected: HostSNI:…)",
                "HostSNI:10.0.0.1 | 9 10.0.0.1 is an address, which no client asks for (expected: a name)",
                "HostSNI:a, a.*.b | 12 a.*.b (expected: a name, *. and a name, or * for everything)",
                "HostSNI:*.*.b | 9 *.*.b (expected: a name, *. and a name, or * for everything)",
                "HostSNI:a..b | 9 a..b (expected: a name, *. and a name, or * for everything)",
                "HostSNI:bücher.example | 9 bücher.example (expected: a name, *. and a name, or * for everything)"
            })
    void saysWhatIsWrongAndWhere(String rule, String what) {
        assertThatThrownBy(() -> HostSni.parse(rule))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        e -> assertThat(e.column() + " " + e.what()).isEqualTo(what));
    }
}
