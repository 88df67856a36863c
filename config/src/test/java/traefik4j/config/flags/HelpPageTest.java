package traefik4j.config.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import traefik4j.config.schema.StaticSchema;

/** Every help page looks as its golden file does. */
class HelpPageTest {
    static final List<Command> commands =
            Stream.concat(Stream.of(Command.RUN), Command.ALL.stream()).toList();

    @Test
    void everyFlagThatWorksIsOnThePage() {
        StaticSchema.FLAGS.walk(flag -> {
            if (flag.works()) {
                assertThat(HelpPage.of(Command.RUN)).contains("--" + String.join(".", flag.names()));
            }
        });
    }

    @ParameterizedTest
    @FieldSource("commands")
    void looksAsExpected(Command command) throws IOException {
        String name = command.name().isEmpty() ? "traefik" : command.name();
        Path expected = Path.of("src/test/resources/help", name + ".txt");
        String page = HelpPage.of(command);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, page);
        }
        assertThat(page).isEqualTo(Files.readString(expected));
    }
}
