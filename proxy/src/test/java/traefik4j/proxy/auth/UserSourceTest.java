package traefik4j.proxy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Auth;

/** Users in a configuration and in a file. */
class UserSourceTest {
    private static final String HASH = "{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=";
    private static final String OTHER = "{SHA}" + Base64.getEncoder().encodeToString(new byte[20]);

    @TempDir
    Path directory;

    private static String credentials(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private UserSource<BasicUsers> source(List<String> entries, String... lines) throws IOException {
        Path file = Files.write(directory.resolve("users"), List.of(lines));
        return UserSource.basic(new Auth.Users(entries, file.toString(), false));
    }

    @Test
    void readsCommentsAndEmptyLinesAsNothing() throws IOException {
        BasicUsers users = source(List.of(), "# us", "", "bob:" + HASH).users();
        assertThat(users.verify(credentials("bob:test"))).isEqualTo("bob");
        assertThat(users.verify(credentials("bob:wrong"))).isNull();
        assertThat(users.verify(credentials("# us:test"))).isNull();
    }

    @Test
    void letsTheFileWin() throws IOException {
        BasicUsers users = source(List.of("bob:" + OTHER), "bob:" + HASH).users();
        assertThat(users.verify(credentials("bob:test"))).isEqualTo("bob");
    }

    @Test
    void remembersCredentialsThatWereRight() throws IOException {
        BasicUsers users = source(List.of("bob:" + HASH)).users();
        assertThat(users.recall(credentials("bob:test"))).isNull();
        users.verify(credentials("bob:test"));
        users.verify(credentials("bob:wrong"));
        assertThat(users.recall(credentials("bob:test"))).isEqualTo("bob");
        assertThat(users.recall(credentials("bob:wrong"))).isNull();
    }

    @Test
    void readsAFileAgainThatHasChanged() throws IOException {
        UserSource<BasicUsers> source = source(List.of(), "bob:" + HASH);
        source.users().verify(credentials("bob:test"));
        Files.write(directory.resolve("users"), List.of("eve-and-others:" + HASH));
        await().until(source::isStale);
        source.refresh();
        assertThat(source.users().recall(credentials("bob:test"))).isNull();
        assertThat(source.users().verify(credentials("bob:test"))).isNull();
        assertThat(source.users().verify(credentials("eve-and-others:test"))).isEqualTo("eve-and-others");
        assertThat(source.isStale()).isFalse();
    }

    @Test
    void keepsTheUsersWhenTheFileIsBroken() throws IOException {
        UserSource<BasicUsers> source = source(List.of(), "bob:" + HASH);
        Files.write(directory.resolve("users"), List.of("what?"));
        await().until(source::isStale);
        source.refresh();
        assertThat(source.users().verify(credentials("bob:test"))).isEqualTo("bob");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Auth.Users missing = new Auth.Users(List.of(), "/nowhere/users", false);
        assertThatThrownBy(() -> UserSource.basic(missing)).hasMessageContaining("(expected: a file of users)");
    }

    @Test
    void refusesASecondColon() {
        Auth.Users broken = new Auth.Users(List.of("bob:secret:" + HASH), "", false);
        assertThatThrownBy(() -> UserSource.basic(broken))
                .hasMessage("the entry of \"bob\" (expected: name:hash)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void doesNotPrintHashes() {
        assertThat(new Auth.Users(List.of("bob:" + HASH), "", false).toString()).doesNotContain("SHA");
    }
}
