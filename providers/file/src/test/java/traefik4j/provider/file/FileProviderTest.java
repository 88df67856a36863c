package traefik4j.provider.file;

import static java.nio.file.Files.createDirectories;
import static java.nio.file.Files.createDirectory;
import static java.nio.file.Files.createSymbolicLink;
import static java.nio.file.Files.delete;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.Loaded;
import traefik4j.config.Pem;
import traefik4j.config.read.DynamicFiles;
import traefik4j.control.Provider;
import traefik4j.control.ProviderContract;

class FileProviderTest implements ProviderContract {
    private static final String A = "http://127.0.0.1:1";
    private static final String B = "http://127.0.0.1:2";

    @TempDir
    private Path folder;

    private final DynamicFiles rules = new DynamicFiles();

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("rules.toml");
    }

    @Override
    public Provider provider() {
        return new FileProvider(new OneFile(file, rules::read), rules, true);
    }

    @Override
    public void say(String... urls) throws IOException {
        writeString(file, Rules.backend("b", urls));
    }

    @Test
    void noticesAFileThatIsReplaced() throws Exception {
        say(A);
        try (Listening listening = listening()) {
            Rules.renameOver(file, Rules.backend("b", B));
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesAFileThatGoesAndReturns() throws Exception {
        say(A);
        try (Listening listening = listening()) {
            delete(file);
            await().until(() -> !listening.heard.getLast().isReadable());
            say(B);
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesAFileThatAppearsAfterTheStart() throws Exception {
        try (Listening listening = listening()) {
            say(B);
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesADirectoryThatAppearsAfterTheStart() throws Exception {
        file = folder.resolve("later/rules.toml");
        try (Listening listening = listening()) {
            createDirectory(file.getParent());
            say(B);
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesACertificateThatIsReplaced() throws Exception {
        Path key = writeString(folder.resolve("a.key"), "key 1");
        Path chain = createDirectory(folder.resolve("later")).resolve("a.crt");
        writeString(file, "[[tls]]\n[tls.certificate]\ncertFile = \"" + chain + "\"\nkeyFile = \"" + key + "\"\n");
        try (Listening listening = listening()) {
            await().until(() -> certificates(listening).equals(List.of("", "key 1")));
            writeString(chain, "chain 1");
            await().until(() -> certificates(listening).equals(List.of("chain 1", "key 1")));
            Rules.renameOver(key, "key 2");
            await().until(() -> certificates(listening).equals(List.of("chain 1", "key 2")));
        }
    }

    @Test
    void noticesACertificateOfABackendThatIsReplaced() throws Exception {
        Path authority = writeString(folder.resolve("ca.pem"), "-----BEGIN 1");
        writeString(file, "[backends.b.tls]\nrootCAs = [\"" + authority + "\"]\n");
        try (Listening listening = listening()) {
            await().until(() -> rootCas(listening).equals(List.of("-----BEGIN 1")));
            Rules.renameOver(authority, "-----BEGIN 2");
            await().until(() -> rootCas(listening).equals(List.of("-----BEGIN 2")));
            delete(authority);
            await().until(() -> rootCas(listening).equals(List.of("")));
        }
    }

    private static List<String> rootCas(Listening listening) {
        return listening.heard.getLast().configuration().backends().values().stream()
                .flatMap(backend -> Stream.ofNullable(backend.forwarding().tls()))
                .flatMap(tls -> tls.rootCas().stream().map(Pem::text))
                .toList();
    }

    private static List<String> certificates(Listening listening) {
        return listening.heard.getLast().configuration().certificates().stream()
                .map(DynamicCertificate::certificate)
                .flatMap(certificate ->
                        Stream.of(certificate.chain().text(), certificate.key().text()))
                .toList();
    }

    @Test
    void noticesALinkInTheMiddleThatIsFlipped() throws Exception {
        kubernetes("..1", A);
        createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        createSymbolicLink(file, Path.of("..data/rules.toml"));
        try (Listening listening = listening()) {
            assertThat(listening.last()).containsExactly(A);
            kubernetes("..2", B);
            Rules.link(folder.resolve("..data"), Path.of("..2"));
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesAChangeBehindALink() throws Exception {
        Path target = createDirectory(folder.resolve("elsewhere")).resolve("real.toml");
        writeString(target, Rules.backend("b", A));
        createSymbolicLink(file, target);
        try (Listening listening = listening()) {
            writeString(target, Rules.backend("b", B));
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesADirectoryOnTheWayThatIsReplaced() throws Exception {
        file = folder.resolve("one/two/rules.toml");
        createDirectories(file.getParent());
        say(A);
        try (Listening listening = listening()) {
            Path other = createDirectories(folder.resolve("other/two")).resolve("rules.toml");
            writeString(other, Rules.backend("b", B));
            Files.move(folder.resolve("one"), folder.resolve("old"));
            Files.move(folder.resolve("other"), folder.resolve("one"));
            await().until(() -> listening.last().equals(Set.of(B)));
            say(A);
            await().until(() -> listening.last().equals(Set.of(A)));
        }
    }

    @Test
    void saysWhatIsWrongWithABrokenFileAndRecovers() throws Exception {
        say(A);
        try (Listening listening = listening()) {
            writeString(file, "broken");
            await().until(() -> !listening.heard.getLast().isReadable());
            assertThat(listening.heard.getLast().problems())
                    .singleElement()
                    .asString()
                    .startsWith(file + ":1:7 not TOML: ");
            say(B);
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void doesNotPublishThatNothingIsLeftWhileAFileIsBeingWritten() throws Exception {
        say(A);
        try (Listening listening = listening()) {
            for (int port = 2; port <= 200; port++) {
                say("http://127.0.0.1:" + port);
            }
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:200")));
            assertThat(listening.heard)
                    .allSatisfy(loaded ->
                            assertThat(loaded.configuration().backends()).isNotEmpty());
        }
    }

    @Test
    void doesNotReadAgainForAnotherFile() throws Exception {
        say(A);
        try (Listening listening = listening()) {
            writeString(folder.resolve("access.log"), "GET /");
            say(B);
            await().until(() -> listening.last().equals(Set.of(B)));
            assertThat(listening.heard).hasSize(2);
        }
    }

    @Test
    void isToldOfAReplacementWithoutLooking() throws Exception {
        say(A);
        try (Watch events = Watch.open()) {
            events.follow(new OneFile(file, rules::read).surface());
            Rules.renameOver(file, Rules.backend("b", B));
            assertThat(events.await(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void readsOnceIfItDoesNotWatch() throws Exception {
        say(A);
        List<Loaded> heard = new ArrayList<>();

        new FileProvider(new OneFile(file, rules::read), rules, false).run(heard::add);

        assertThat(heard).hasSize(1);
    }

    @Test
    void saysThatAFileDoesNotExist() {
        assertThat(provider().name()).isEqualTo("file");
        assertThat(new OneFile(file, rules::read).load().problems())
                .hasToString("[" + file + " does not exist (expected: a file)]");
    }

    private Listening listening() {
        Listening listening = new Listening(provider());
        await().until(() -> !listening.heard.isEmpty());
        return listening;
    }

    private void kubernetes(String version, String url) throws IOException {
        writeString(createDirectory(folder.resolve(version)).resolve("rules.toml"), Rules.backend("b", url));
    }
}
