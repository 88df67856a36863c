package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code explain}. */
final class ExplainTest {
    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void writeTwoFrontends() throws Exception {
        Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["http"]
                [entryPoints.http]
                address = ":8080"
                [entryPoints.inner]
                address = "127.0.0.1:8081"
                [file]
                [backends.shop.servers.a]
                url = "http://10.0.0.1:9000"
                weight = 3
                [frontends.cart]
                backend = "shop"
                [frontends.cart.routes.a]
                rule = "Host:shop.example.com;PathPrefixStrip:/cart"
                [frontends.json]
                backend = "shop"
                entryPoints = ["inner"]
                [frontends.json.routes.a]
                rule = "Headers:Accept,application/json"
                """);
    }

    @Test
    void namesEverythingOnTheWay() throws Exception {
        Typed explain = explain("GET", "http://shop.example.com/cart/1?a=b");
        assertThat(explain.code()).as(explain.out()).isZero();
        assertThat(explain.out().lines())
                .containsSubsequence(
                        "entry     http (:8080)",
                        "frontend  cart (file), priority 43",
                        "rule      a = Host:shop.example.com;PathPrefixStrip:/cart",
                        "backend   shop",
                        "server    a http://10.0.0.1:9000, weight 3",
                        "target    /1?a=b",
                        "adds      X-Forwarded-Prefix: /cart");
    }

    @Test
    void saysWhyAFrontendWasMissed() throws Exception {
        Typed explain = explain("GET", "http://shop.example.com/card");
        assertThat(explain.code()).isEqualTo(1);
        assertThat(explain.out()).contains("404", "cart (file): 1 of 2 match", "No frontend takes this request");
    }

    @Test
    void findsTheEntryPointByItsPort() throws Exception {
        Typed explain = explain("GET", "http://localhost:8081/", "-H", "Accept: application/json");
        assertThat(explain.code()).as(explain.out()).isZero();
        assertThat(explain.out()).contains("entry     inner (127.0.0.1:8081)", "frontend  json");
    }

    @Test
    void wantsAMethodAndAUrl() throws Exception {
        Typed explain = explain("http://shop.example.com/");
        assertThat(explain.code()).isEqualTo(1);
        assertThat(explain.err()).contains("a method and a URL", "traefik explain GET");
    }

    @Test
    void refusesAHeaderWithoutAName() throws Exception {
        Typed explain = explain("GET", "http://shop.example.com/", "-H", "json");
        assertThat(explain.code()).isEqualTo(1);
        assertThat(explain.err()).contains("\"json\" is no header");
    }

    @Test
    void saysThatTheConfigurationHasErrors() throws Exception {
        Path file = directory.resolve("traefik.toml");
        Files.writeString(file, Files.readString(file).replace("Headers:", "Hoders:"));
        Typed explain = explain("GET", "http://shop.example.com/cart");
        assertThat(explain.code()).isZero();
        assertThat(explain.err()).contains("has errors");
    }

    private Typed explain(String... arguments) throws InterruptedException {
        List<String> typed = new ArrayList<>(List.of("explain"));
        typed.addAll(List.of(arguments));
        return Typed.in(directory, typed.toArray(String[]::new));
    }
}
