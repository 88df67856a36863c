package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Consul, a server of its own that keeps its data. */
final class Consul implements KeyServer {
    private final Path directory;
    private final int port = Program.freePort();
    private final int rpc = Program.freePort();
    private final int gossip = Program.freePort();
    private Program program;

    private Consul(Path directory) throws IOException {
        this.directory = directory;
        this.program = start();
    }

    static Consul in(Path directory) throws IOException {
        return new Consul(Files.createDirectories(directory));
    }

    /** It listens long before it answers. */
    private Program start() throws IOException {
        Program started = Program.start(
                        directory,
                        "consul",
                        "agent",
                        "-server",
                        "-bootstrap-expect=1",
                        "-node=alone",
                        "-hcl=performance { raft_multiplier = 1 }",
                        "-data-dir=" + directory.resolve("data"),
                        "-bind=127.0.0.1",
                        "-http-port=" + port,
                        "-server-port=" + rpc,
                        "-serf-lan-port=" + gossip,
                        "-serf-wan-port=-1",
                        "-dns-port=-1",
                        "-grpc-port=-1")
                .awaitPort(port);
        await().atMost(Program.PATIENCE)
                .until(() -> control("put", "answers", "yes").exitCode() == 0);
        return started;
    }

    @Override
    public String endpoint() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        program.signal("KILL");
        program.exitCode();
    }

    @Override
    public void startAgain() throws IOException {
        program = start();
    }

    @Override
    public void put(String key, String value) throws IOException, InterruptedException {
        Tool put = control("put", key, value);
        assertThat(put.exitCode()).as(put.output()).isZero();
    }

    @Override
    public void delete(String key) throws IOException, InterruptedException {
        Tool delete = control("delete", key);
        assertThat(delete.exitCode()).as(delete.output()).isZero();
    }

    @Override
    public String get(String key) throws IOException, InterruptedException {
        return control("get", key).output().strip();
    }

    private Tool control(String command, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("consul", "kv", command, "-http-addr=" + endpoint()));
        all.addAll(List.of(arguments));
        return Tool.run(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        program.close();
    }
}
