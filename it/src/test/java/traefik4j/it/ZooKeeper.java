package traefik4j.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real ZooKeeper, a server of its own, and its command line, which is kept open as it takes long to begin. */
final class ZooKeeper implements KeyServer {
    private static final String CLASS_PATH = "/etc/zookeeper/conf:/usr/share/java/zookeeper.jar";

    private final Path directory;
    private final int port = Program.freePort();
    private Program program;
    private @Nullable Process console;

    private ZooKeeper(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("zoo.cfg"), """
                tickTime=1000
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                """.formatted(directory, port));
        this.program = start();
    }

    static ZooKeeper in(Path directory) throws IOException {
        return new ZooKeeper(Files.createDirectories(directory));
    }

    /** It listens before it answers. */
    private Program start() throws IOException {
        String main = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
        Program started = Program.start(
                        directory,
                        java(main, directory.resolve("zoo.cfg").toString()).toArray(String[]::new))
                .awaitPort(port);
        await().atMost(Program.PATIENCE).until(() -> get("zookeeper").isEmpty());
        return started;
    }

    private static List<String> java(String main, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("java", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", CLASS_PATH, main));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public String endpoint() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        leaveConsole();
        program.signal("KILL");
        program.exitCode();
    }

    @Override
    public void startAgain() throws IOException {
        program = start();
    }

    /** Every node on the way is made first; if it is there nothing happens. */
    @Override
    public void put(String key, String value) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
            commands.append("create /").append(key, 0, slash).append('\n');
        }
        commands.append("create /").append(key).append('\n');
        type(commands.append("set /").append(key).append(' ').append(value).append('\n'));
    }

    @Override
    public void delete(String key) throws IOException {
        type("delete /" + key + "\n");
    }

    private void type(CharSequence commands) throws IOException {
        if (console == null) {
            ProcessBuilder builder =
                    new ProcessBuilder(java("org.apache.zookeeper.ZooKeeperMain", "-server", endpoint()));
            builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("console.log").toFile());
            console = Tool.start(builder);
        }
        Writer writer = console.outputWriter();
        writer.append(commands).flush();
    }

    private void leaveConsole() {
        if (console != null) {
            console.destroyForcibly();
            console = null;
        }
    }

    /** What is said last; nothing for a node without data. */
    @Override
    public String get(String key) throws IOException, InterruptedException {
        List<String> command = java("org.apache.zookeeper.ZooKeeperMain", "-server", endpoint(), "get", "/" + key);
        Tool get = Tool.run(new ProcessBuilder(command));
        List<String> lines = get.output().lines().toList();
        return get.exitCode() == 0 ? lines.getLast().strip() : get.output();
    }

    @Override
    public void close() {
        leaveConsole();
        program.close();
    }
}
