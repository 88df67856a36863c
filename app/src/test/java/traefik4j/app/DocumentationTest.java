package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.Certificate;
import traefik4j.proxy.tls.SelfSigned;

/** Every TOML example of the documentation is one in which {@code check} finds no error. */
final class DocumentationTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern EXAMPLE = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STATIC = Pattern.compile("(?m)^\\[(entryPoints|file|consul|etcd|zookeeper|boltdb)\\b");
    private static final Pattern FILE = Pattern.compile("\"/etc/traefik/([\\w.-]+)\"");

    private static final Certificate CERTIFICATE = SelfSigned.make("example.com");

    @TempDir
    Path directory = Path.of("");

    /**
     * An example.
     *
     * @param page where it stands
     * @param number counted from 1 on its page
     * @param text TOML
     */
    record Example(String page, int number, String text) {
        @Override
        public String toString() {
            return page + " " + number;
        }
    }

    static List<Example> examples() throws IOException {
        try (Stream<Path> pages = Files.list(DOCS)) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(DocumentationTest::on)
                    .toList();
        }
    }

    private static Stream<Example> on(Path page) {
        try {
            List<MatchResult> found =
                    EXAMPLE.matcher(Files.readString(page)).results().toList();
            return found.stream()
                    .map(match -> new Example(page.getFileName().toString(), found.indexOf(match) + 1, match.group(1)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(String file) {
        String kind = file.substring(file.lastIndexOf('.'));
        return switch (kind) {
            case ".crt", ".pem" -> CERTIFICATE.chain().text();
            case ".key" -> CERTIFICATE.key().text();
            default -> "";
        };
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleHasNoError(Example example) throws Exception {
        String text = example.text().replace("/etc/traefik/", directory + "/");
        for (MatchResult file : FILE.matcher(example.text()).results().toList()) {
            Path named = directory.resolve(file.group(1));
            if (file.group(1).contains(".")) {
                Files.writeString(named, content(file.group(1)));
            } else {
                Files.createDirectory(named);
            }
        }
        boolean whole = STATIC.matcher(text).find();
        Files.writeString(directory.resolve(whole ? "traefik.toml" : "rules.toml"), text);
        Typed check = whole
                ? Typed.in(directory, "check")
                : Typed.in(directory, "check", "--file.filename=" + directory.resolve("rules.toml"));
        assertThat(check.code()).as(check.out()).isZero();
    }
}
