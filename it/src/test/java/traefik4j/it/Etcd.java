package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real etcd, spoken to by version 3 of its API. */
final class Etcd implements KeyServer {
    private final Path directory;
    private final int port;
    private final int peer;
    private Program program;

    private Etcd(Path directory, int port, int peer) throws IOException {
        this.directory = directory;
        this.port = port;
        this.peer = peer;
        this.program = start();
    }

    static Etcd in(Path directory) throws IOException {
        return new Etcd(Files.createDirectories(directory), Program.freePort(), Program.freePort());
    }

    private Program start() throws IOException {
        String url = "http://127.0.0.1:" + port;
        String other = "http://127.0.0.1:" + peer;
        return Program.start(
                        directory,
                        "etcd",
                        "--data-dir=" + directory.resolve("data"),
                        "--listen-client-urls=" + url,
                        "--advertise-client-urls=" + url,
                        "--listen-peer-urls=" + other,
                        "--initial-advertise-peer-urls=" + other,
                        "--initial-cluster=default=" + other)
                .awaitPort(port);
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
        Tool delete = control("del", key);
        assertThat(delete.exitCode()).as(delete.output()).isZero();
    }

    @Override
    public String get(String key) throws IOException, InterruptedException {
        return control("get", "--print-value-only", key).output().strip();
    }

    private Tool control(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("etcdctl", "--endpoints=" + endpoint()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ETCDCTL_API", "3");
        return Tool.run(builder);
    }

    @Override
    public void close() {
        program.close();
    }
}
