package traefik4j.app;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler says nothing of a method it does not find, so a renamed one would be forgotten. */
final class CompilationTest {
    private static final Path COMMANDS = Path.of("src/main/dist/lib/compilation");
    private static final Pattern COMMAND = Pattern.compile("(?:dontinline (\\S+)|MaxNodeLimit (\\S+) 1000)");

    /** Methods, or all those of a package, or of a class and those within it. */
    @ParameterizedTest
    @MethodSource
    void namesWhatIsThere(String methods) throws Exception {
        int separator = methods.indexOf("::");
        String where = methods.substring(0, separator)
                .replaceFirst("\\.\\*$", ".package-info")
                .replace("*", "");
        String method = methods.substring(separator + 2);

        Class<?> type = Class.forName(where, false, getClass().getClassLoader());

        Stream<String> names = Arrays.stream(type.getDeclaredMethods()).map(Method::getName);
        assertThat(Stream.concat(names, Stream.of("*", "<init>"))).contains(method);
    }

    static Stream<String> namesWhatIsThere() throws Exception {
        return commands().stream()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(command -> requireNonNullElse(command.group(1), command.group(2)));
    }

    @Test
    void saysNothingAtStart() throws Exception {
        assertThat(commands())
                .startsWith("quiet")
                .allMatch(line -> line.equals("quiet") || COMMAND.matcher(line).matches());
    }

    private static List<String> commands() throws Exception {
        return Files.readAllLines(COMMANDS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
