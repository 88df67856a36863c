package traefik4j.bench.beside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import traefik4j.config.Certificate;
import traefik4j.proxy.tls.SelfSigned;

/** Where a run happens: a temporary folder, a certificate, the server behind all proxies, and whatever was started. */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Options options;
    private final Machine machine;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Set<Integer> ports = new HashSet<>();
    private final int serverPort;
    private final Thread atExit = new Thread(this::clear);

    private Stage(Options options) throws IOException {
        this.options = options;
        machine = Machine.here();
        folder = Files.createTempDirectory("traefik4j-bench-");
        Runtime.getRuntime().addShutdownHook(atExit);
        serverPort = freePort();
        if (machine.isShared()) {
            System.out.println("There is only one CPU: proxies and load share it, and disturb each other.");
        }
    }

    /** Sets everything up but the proxies. */
    static Stage open(Options options) throws IOException {
        Stage stage = new Stage(options);
        stage.run(List.of(
                "taskset",
                "-apc",
                stage.machine.loadCpus(),
                "" + ProcessHandle.current().pid()));
        stage.makeFiles();
        Path home = Files.createDirectory(stage.folder.resolve("server"));
        Site site = new Site(stage, home, stage.serverPort, 0, 0);
        stage.begin(
                Nginx.server(site, stage.folder.toString()), stage.machine.loadCpus(), Map.of(), home.resolve("log"));
        stage.await("the server", () -> stage.answers(site));
        return stage;
    }

    private void makeFiles() throws IOException {
        Certificate certificate = SelfSigned.make("bench.local", "bench.local");
        Files.writeString(Path.of(certificate()), certificate.chain().text());
        Files.writeString(Path.of(key()), certificate.key().text());
        Files.writeString(
                Path.of(certificateAndKey()),
                certificate.chain().text() + certificate.key().text());
        byte[] content = new byte[1 << 20];
        new Random(1).nextBytes(content);
        Files.write(folder.resolve("1m"), content);
        Files.write(folder.resolve("10k"), Arrays.copyOf(content, 10 << 10));
    }

    Options options() {
        return options;
    }

    Path folder() {
        return folder;
    }

    String certificate() {
        return folder + "/cert.pem";
    }

    String key() {
        return folder + "/key.pem";
    }

    String certificateAndKey() {
        return folder + "/both.pem";
    }

    /** The port of the server behind all proxies. */
    int serverPort() {
        return serverPort;
    }

    private int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            return ports.add(port) ? port : freePort();
        }
    }

    /** Starts a proxy on its CPU and waits for its first answer. */
    Running start(Peer peer, int routes) throws IOException {
        Path home = Files.createTempDirectory(folder, peer.name());
        Site site = new Site(this, home, freePort(), freePort(), routes);
        Path log = home.resolve("log");
        Process process = begin(peer.configure(site), machine.proxyCpu(), peer.environment(), log);
        Running running = new Running(peer, site, process, log);
        try {
            await(peer.name(), () -> !process.isAlive() || answers(site));
        } catch (IllegalStateException late) {
            throw new IllegalStateException(late.getMessage() + "\n" + running.log(), late);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(peer.name() + " has ended:\n" + running.log());
        }
        return running;
    }

    private Process begin(List<String> command, String cpus, Map<String, String> environment, Path log) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cpus));
        pinned.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(pinned);
        builder.environment().putAll(environment);
        Process process = started(builder.redirectErrorStream(true).redirectOutput(log.toFile()));
        processes.add(process);
        return process;
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    builder.command().getFirst() + " cannot be started: is it installed? (see --help)", missing);
        }
    }

    /** Runs a tool to its end and returns what it printed. */
    String run(List<String> command) {
        return output(runs(command));
    }

    /** Starts a tool. */
    Process runs(List<String> command) {
        Process process = started(new ProcessBuilder(command).redirectErrorStream(true));
        processes.add(process);
        return process;
    }

    /** What a tool printed until its end. */
    String output(Process tool) {
        try {
            String text = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            processes.remove(tool);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something is so. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(what + ": nothing within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean answers(Site site) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.http())) {
            socket.setSoTimeout(1000);
            String request =
                    "GET " + site.path() + " HTTP/1.1\r\nHost: " + site.host() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends a proxy. */
    void stop(Running proxy) {
        end(proxy.process());
        processes.remove(proxy.process());
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void clear() {
        List.copyOf(processes).forEach(Stage::end);
        if (options.keep()) {
            System.out.println("kept: " + folder);
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            System.err.println("not removed: " + folder);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        clear();
    }
}
