package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler says nothing of a method it does not find, so a renamed one would be forgotten. */
final class CompilationTest {
    private static final Path COMMANDS = Path.of("src/main/dist/lib/compilation");
    private static final String BOUNDARY = "dontinline ";

    @ParameterizedTest
    @MethodSource
    void namesMethodsThatAreThere(String boundary) throws Exception {
        int separator = boundary.indexOf("::");
        Class<?> type = Class.forName(
                boundary.substring(0, separator), false, getClass().getClassLoader());

        Stream<String> methods = Arrays.stream(type.getDeclaredMethods()).map(Method::getName);

        assertThat(methods).contains(boundary.substring(separator + 2));
    }

    static Stream<String> namesMethodsThatAreThere() throws Exception {
        return commands().stream()
                .filter(line -> line.startsWith(BOUNDARY))
                .map(line -> line.substring(BOUNDARY.length()));
    }

    @Test
    void saysNothingAtStart() throws Exception {
        assertThat(commands()).startsWith("quiet").allMatch(line -> line.equals("quiet") || line.startsWith(BOUNDARY));
    }

    private static List<String> commands() throws Exception {
        return Files.readAllLines(COMMANDS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
