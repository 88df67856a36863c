package traefik4j.config.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.tree.Findings;

/** The public test suite of TOML; {@code toml-test/README.md} says where it is from and how it is packed. */
class TomlSuiteTest {
    private static final Path FOLDER = Path.of("src/test/resources/toml-test");

    /** A comma behind the last entry of a table in braces, which Traefik 1.x lets pass. */
    private static final Set<String> LET_PASS = Set.of("inline-table/trailing-comma");

    static Stream<Case> valid() throws IOException {
        return cases("valid.txt");
    }

    static Stream<Case> invalid() throws IOException {
        return cases("invalid.txt").filter(invalid -> !LET_PASS.contains(invalid.name()));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsWhatIsToml(Case valid) {
        Findings findings = new Findings();
        List<String> read = TomlText.parse(valid.text(), "t", findings)
                .map(TreeLines::of)
                .orElseGet(() -> List.of(findings.problems().toString()));
        assertThat(read).isEqualTo(valid.expected());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNotToml(Case invalid) {
        Findings findings = new Findings();
        assertThat(TomlText.parse(invalid.text(), "t", findings)).isEmpty();
        assertThat(findings.problems()).allSatisfy(problem -> {
            assertThat(problem.what()).contains("(expected: ");
            assertThat(problem.place()).isNotNull();
        });
    }

    private static Stream<Case> cases(String file) throws IOException {
        String packed = "\n" + Files.readString(FOLDER.resolve(file)) + "== ";
        List<Case> cases = new ArrayList<>();
        for (String text : packed.split("\n== ", -1)) {
            int name = text.indexOf('\n');
            if (name > 0) {
                String[] parts = text.substring(name + 1).split("\n--\n", -1);
                List<String> expected = parts.length < 2
                        ? List.of()
                        : parts[1].lines().map(TomlSuiteTest::expected).sorted().toList();
                cases.add(new Case(text.substring(0, name), bytes(parts[0]), expected));
            }
        }
        return cases.stream();
    }

    /** A line of the suite in the spelling of {@link TreeLines}. */
    private static String expected(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3) {
            return line;
        }
        String value = switch (parts[1]) {
            case "float" ->
                Double.valueOf(parts[2].replace("inf", "Infinity").replace("nan", "NaN"))
                        .toString();
            case "datetime", "datetime-local", "date-local", "time-local" -> TreeLines.date(parts[2]);
            default -> parts[2];
        };
        return parts[0] + " " + parts[1] + " " + value;
    }

    private static byte[] bytes(String packed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < packed.length(); i++) {
            if (packed.charAt(i) == '%') {
                bytes.write(Integer.parseInt(packed, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(packed.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    /**
     * A case of the suite.
     *
     * @param name what it is called there
     * @param text what is read
     * @param expected what it says; empty where it is not TOML
     */
    record Case(String name, byte[] text, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }
}
