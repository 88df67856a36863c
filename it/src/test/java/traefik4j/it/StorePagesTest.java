package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands with which the page of each store begins, as they are written, with other ports and servers that run. */
final class StorePagesTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final List<String> SERVERS = List.of("python3 ", "etcd &", "consul agent ", "zkServer.sh ");

    @TempDir
    Path directory;

    private Distribution distribution;
    private Nginx nginx;
    private int port;

    @BeforeEach
    void prepare() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        nginx = Nginx.serving(Files.createDirectory(directory.resolve("www")));
        port = Program.freePort();
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfAServerKeepsItsWord(KeyServer.Kind kind) throws Exception {
        try (KeyServer store = kind.in(directory.resolve("store"))) {
            String flag = kind.flag(store);
            String section = flag.substring(2, flag.indexOf('.'));
            String commands = commandsOf(section)
                    .replace("--" + section + " ", flag + " ")
                    .replace("zkCli.sh ", "zkCli.sh -server " + store.endpoint() + " ");
            assertThat(done(commands, store.endpoint())).contains("<center>nginx");
        }
    }

    @Test
    void thePageOfBoltDbKeepsItsWord() throws Exception {
        assertThat(done(commandsOf("boltdb"), "")).contains("keys below /traefik in a BoltDB file", "<center>nginx");
    }

    private String commandsOf(String page) throws IOException {
        Matcher commands = COMMANDS.matcher(Files.readString(Path.of("../docs/" + page + ".md")));
        assertThat(commands.find()).isTrue();
        return commands.group(1)
                .lines()
                .filter(line -> SERVERS.stream().noneMatch(line::startsWith))
                .map(line -> line.replace("http://127.0.0.1:8081", nginx.url()).replace(":8000", ":" + port))
                .collect(Collectors.joining("\n", "trap 'kill $(jobs -p)' EXIT\n", "\n"));
    }

    private String done(String commands, String endpoint) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", commands);
        bash.directory(Files.createDirectory(directory.resolve("here")).toFile());
        String path = distribution.traefik().getParent() + ":/usr/share/zookeeper/bin:" + System.getenv("PATH");
        bash.environment()
                .putAll(Map.of(
                        "PATH", path,
                        "TRAEFIK_AOT", "off",
                        "ETCDCTL_API", "3",
                        "ETCDCTL_ENDPOINTS", endpoint,
                        "CONSUL_HTTP_ADDR", endpoint));
        Tool done = Tool.run(bash);
        assertThat(done.exitCode()).as(done.output()).isZero();
        return done.output();
    }
}
