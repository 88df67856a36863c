package traefik4j.provider.etcd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ClientTls;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.KeyValueStore.Login;
import traefik4j.control.keyvalue.RealServer;

/** A real etcd that speaks both versions of the API. */
record EtcdServer(Path directory, int port, String scheme, RealServer server) implements AutoCloseable {
    static EtcdServer in(Path directory, String scheme, String... options) throws IOException {
        int port = RealServer.freePort();
        String url = scheme + "://127.0.0.1:" + port;
        String peer = "http://127.0.0.1:" + RealServer.freePort();
        List<String> command = new ArrayList<>(List.of(
                "etcd",
                "--enable-v2",
                "--data-dir=" + directory.resolve("data"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer));
        command.addAll(List.of(options));
        return new EtcdServer(
                directory, port, scheme, RealServer.start(directory, port, command.toArray(String[]::new)));
    }

    KeyValueStore options(@Nullable Boolean api3, @Nullable Login login, @Nullable ClientTls tls) {
        return new KeyValueStore(
                KeyValueStore.Kind.ETCD,
                List.of(scheme + "://127.0.0.1:" + port),
                "/traefik",
                true,
                login,
                tls,
                api3,
                Constraints.NONE);
    }

    /** Runs etcdctl with one version of the API. */
    void control(int version, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("etcdctl", "--endpoints=" + scheme + "://127.0.0.1:" + port));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ETCDCTL_API", Integer.toString(version));
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        process.waitFor();
    }

    @Override
    public void close() {
        server.close();
    }
}
