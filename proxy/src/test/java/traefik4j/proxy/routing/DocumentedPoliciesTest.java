package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.Loaded;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.MainFile;
import traefik4j.config.read.StaticReader;
import traefik4j.config.read.Surroundings;
import traefik4j.proxy.entrypoint.EntryPointChain;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.TestAccess;
import traefik4j.proxy.rule.RuleParser;

/** The examples of the pages on entry points and frontends can be used as they stand. */
class DocumentedPoliciesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);
    private static final Handler NOBODY = exchange -> {};

    @TempDir
    Path directory;

    static Stream<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        for (String page : List.of("entrypoints.md", "frontends.md")) {
            String text = Files.readString(Path.of("../docs", page));
            EXAMPLE.matcher(text).results().forEach(match -> examples.add(match.group(1)));
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleCanBeUsedAsItStands(String example) throws IOException {
        String first = example.contains("[file]") ? "" : "[file]\n";
        String text = first + example.replace("/etc/traefik/", directory + "/");
        Files.copy(Path.of("src/test/resources/tls/ca.pem"), directory.resolve("people.crt"));
        Path file = Files.writeString(directory.resolve("traefik.toml"), text);
        LoadedStatic fixed = StaticReader.read(List.of("-c", file.toString()), new Surroundings(Map.of(), directory));
        Loaded dynamic = MainFile.at(file).read();
        assertThat(fixed.problems()).isEmpty();
        assertThat(dynamic.problems()).isEmpty();
        AccessControl access = TestAccess.at(fixed.configuration().entryPoints());
        EntryPointChain chain = new EntryPointChain(access);
        fixed.configuration().entryPoints().forEach((name, entryPoint) -> chain.around(name, entryPoint, NOBODY));
        List<RouteDefinition> definitions = new ArrayList<>();
        dynamic.configuration()
                .frontends()
                .forEach((name, frontend) -> definitions.add(
                        new RouteDefinition("file", name, frontend.at(List.of("http")), dynamic.places())));
        CompiledRoutes routes = RouteCompiler.compile(
                definitions, (provider, name) -> NOBODY, new RuleParser(false), access, new KnownRoutes());
        assertThat(routes.problems()).isEmpty();
    }
}
