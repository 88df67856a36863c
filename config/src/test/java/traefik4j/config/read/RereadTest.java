package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.BackendTls;
import traefik4j.config.Frontend;
import traefik4j.config.Loaded;

/** A file that is read again says what it would say to somebody who reads it for the first time. */
class RereadTest {
    private static final List<String> PIECES = List.of(
            "[backends.b%d.servers.a]\nurl = \"http://127.0.0.1:%<d\"\n",
            "[backends.b%d]\n[backends.b%<d.servers.a]\nurl = \"http://x\"\nweight = 1\n",
            "[frontends.f%d]\nbackend = \"b1\"\n[frontends.f%<d.routes.a]\nrule = \"Host:h%<d\"\n",
            "  [frontends.f%d]\n  backend = 'b%<d' # not \"b\"\n\n  # about the next\n",
            "[frontends.f%d.routes.a]\r\nrule = \"Path:/%<d\"\r\n",
            "[frontends.f%d.routes.b]\nrule = 3\n",
            "[frontends.f%d]\nbackned = \"b\"\n[frontends.f%<d.routes.a]\nrule = \"Path:/\"\n",
            "[frontends.f%d]\nentryPoints = [\n  \"a\",\n  \"b\",\n]\nbackend = \"\"\"\n[frontends.f1]\n\"\"\"\n",
            "[frontends]\n",
            "[frontends]\nf%d = {backend = \"b1\"}\n",
            "[frontends]\nf%d.backend = \"b2\"\n",
            "frontends.f%d.backend = \"b3\"\n",
            "[Frontends.f%d]\nbackend = \"other\"\n",
            "[backends]\n",
            "[[tls]]\nentryPoints = [\"a%d\"]\n[tls.certificate]\ncertFile = \"c\"\nkeyFile = \"k\"\n",
            "[[frontends.f%d]]\nbackend = \"b1\"\n",
            "[[frontends]]\n",
            "[\"frontends\".\"f%d\"]\nbackend = \"b1\"\n",
            "[tcp.frontends.t%d]\nbackend = \"t\"\n",
            "[loose.f%d]\n",
            "# a comment %d\n",
            "\n",
            "priority = %d\n",
            "[frontends.f%d.headers]\nHostsProxyHeaders = [\"é%<d\", \"😀\"]\n",
            "[frontends.f%d\n");

    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBbjCCARWgAwIBAgIUGS3B71QVibow8nuwmHd4IsIdnF4wCgYIKoZIzj0EAwIw
            DDEKMAgGA1UEAwwBYTAgFw0yNjExMjcwMzI0MjRaGA8yMTI2MTEwMzAzMjQyNFow
            DDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNbqkC9GixvH
            zurRtvFRSi+Dy7MOhQW/Yakt92H2htWhYHt+lKZmKG///AFqcebgHKkws+V/zoRR
            ZgDIXglSq0KjUzBRMB0GA1UdDgQWBBQeDs9Rw7do/roTg5pO2vyXtCLp4zAfBgNV
            HSMEGDAWgBQeDs9Rw7do/roTg5pO2vyXtCLp4zAPBgNVHRMBAf8EBTADAQH/MAoG
            CCqGSM49BAMCA0cAMEQCIGrH56Ho2s32HMHmII2eAMXLsXMbl8CRHk3vu6+l3tHb
            AiB4qeWgCV5gV2GjjRZhymgXc7gHfLZqEqFzTBSq7r8naA==
            -----END CERTIFICATE-----
            """;

    @TempDir
    private Path directory;

    private final RandomGenerator random = new Random(20_261_127);

    private String piece() {
        // mostly what is fine, so that many texts as a whole are
        int which = random.nextInt(3) > 0 ? random.nextInt(5) : random.nextInt(PIECES.size());
        return PIECES.get(which).formatted(random.nextInt(6));
    }

    private void change(List<String> pieces) {
        int at = random.nextInt(pieces.size() + 1);
        switch (random.nextInt(5)) {
            case 0 -> pieces.add(at, piece());
            case 1 -> pieces.removeIf(piece -> random.nextInt(8) == 0);
            case 2 -> {
                if (at < pieces.size()) {
                    pieces.set(at, piece());
                }
            }
            case 3 -> {
                if (at < pieces.size()) {
                    pieces.add(random.nextInt(pieces.size()), pieces.remove(at));
                }
            }
            default -> pieces.replaceAll(piece -> random.nextInt(6) == 0 ? piece.stripTrailing() + "\n\n" : piece);
        }
    }

    @Test
    void saysTheSameWhateverWasThereBefore() throws IOException {
        Path file = directory.resolve("rules.toml");
        int readable = 0;
        for (int i = 0; i < 400; i++) {
            DynamicFiles files = new DynamicFiles();
            List<String> pieces = new ArrayList<>();
            for (int j = 0; j < 30; j++) {
                String text = (random.nextInt(10) == 0 ? "\uFEFF" : "") + String.join("", pieces);
                Files.writeString(file, text);
                Loaded again = files.read(file);
                files.endRound();
                Loaded first = new DynamicFiles().read(file);
                assertThat(again).as(text).isEqualTo(first);
                assertThat(List.copyOf(again.configuration().frontends().keySet()))
                        .as(text)
                        .isEqualTo(List.copyOf(first.configuration().frontends().keySet()));
                assertThat(List.copyOf(again.configuration().backends().keySet()))
                        .as(text)
                        .isEqualTo(List.copyOf(first.configuration().backends().keySet()));
                readable += again.isReadable() ? 1 : 0;
                change(pieces);
            }
        }
        assertThat(readable).isGreaterThan(4_000);
    }

    @Test
    void whatIsTheSameIsNotMadeAgain() throws IOException {
        Path file = directory.resolve("rules.toml");
        DynamicFiles files = new DynamicFiles();
        String end = "[frontends.last]\nbackend = \"b\"\n";
        Files.writeString(file, piece(2, 0) + piece(2, 1) + piece(2, 2) + end);
        Loaded one = files.read(file);
        files.endRound();
        Files.writeString(
                file, "# new\n" + piece(2, 0) + piece(2, 1) + "priority = 7\n" + piece(2, 3) + piece(2, 2) + end);
        Loaded two = files.read(file);
        assertThat(frontend(two, "f0")).isSameAs(frontend(one, "f0"));
        assertThat(frontend(two, "f1")).isNotSameAs(frontend(one, "f1"));
        assertThat(frontend(two, "f2")).isSameAs(frontend(one, "f2"));
        assertThat(two.configuration().frontends()).containsOnlyKeys("f0", "f1", "f3", "f2", "last");
        assertThat(two.places().of("frontends.f2.routes.a.rule")).hasToString(file + ":18:1");
    }

    private static @Nullable Object frontend(Loaded loaded, String name) {
        return loaded.configuration().frontends().get(name);
    }

    private static String piece(int which, int number) {
        return PIECES.get(which).formatted(number);
    }

    @Test
    void whatDottedKeysAddedGoesWithThem() throws IOException {
        Path file = directory.resolve("rules.toml");
        DynamicFiles files = new DynamicFiles();
        String routes = "[frontends.f.routes.a]\nrule = \"Path:/\"\n";
        Files.writeString(file, routes + "[frontends]\nf.backend = \"b\"\n");
        assertThat(files.read(file).configuration().frontends().values())
                .extracting(Frontend::backend)
                .containsExactly("b");
        files.endRound();
        Files.writeString(file, routes + "[frontends]\n");
        assertThat(files.read(file).configuration().frontends().values())
                .extracting(Frontend::backend)
                .containsExactly("");
    }

    @Test
    void whatStandsInOtherFilesIsReadAgain() throws IOException {
        Path file = directory.resolve("rules.toml");
        Path key = directory.resolve("key.pem");
        DynamicFiles files = new DynamicFiles();
        String backend = "[backends.b.tls]\ncert = \"" + key + "\"\nkey = \"" + key + "\"\n";
        for (String rest : List.of("", piece(2, 0), "", piece(2, 0), piece(2, 0))) {
            String pem = CERTIFICATE + "PRIVATE KEY----- " + random.nextInt();
            Files.writeString(key, pem);
            Files.writeString(file, backend + piece(2, 1) + rest);
            BackendTls tls = Objects.requireNonNull(
                            files.read(file).configuration().backends().get("b"))
                    .forwarding()
                    .tls();
            assertThat(Objects.requireNonNull(tls).key().text()).isEqualTo(pem);
            files.endRound();
        }
    }

    @Test
    void aFileThatIsTheSameIsNotReadAgain() throws IOException {
        Path file = directory.resolve("rules.toml");
        DynamicFiles files = new DynamicFiles();
        Files.writeString(file, piece(2, 0));
        Loaded one = files.read(file);
        files.endRound();
        Loaded two = files.read(file);
        assertThat(frontend(two, "f0")).isNotNull().isSameAs(frontend(one, "f0"));
    }

    @Test
    void aFileThatWasNotReadForARoundIsForgotten() throws IOException {
        Path file = directory.resolve("rules.toml");
        DynamicFiles files = new DynamicFiles();
        Files.writeString(file, piece(2, 0) + piece(2, 1));
        Loaded one = files.read(file);
        files.endRound();
        files.endRound();
        assertThat(frontend(files.read(file), "f0"))
                .isEqualTo(frontend(one, "f0"))
                .isNotSameAs(frontend(one, "f0"));
    }
}
