package traefik4j.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What the AOT cache is made from: a configuration with a bit of everything, then the proxy as it runs at users', with
 * many frontends, traffic of all usual kinds, changes under load, and a regular end. {@code bin/traefik} runs it while
 * the JVM records which classes are used, and how.
 */
final class Training {
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 600;
    private static final int CHANGES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String FIELDS = """
            User-Agent: Training/1.0 (X11; Linux)
            Accept: text/html,*/*;q=0.8
            Accept-Encoding: gzip, br
            Cookie: session=0123456789abcdef
            X-Forwarded-For: 192.0.2.1
            Connection: keep-alive
            """.replace("\n", "\r\n");

    /** What one client asks in a round: mostly small things in HTTP/1.1, so that these stay what the profiles say first. */
    private static final List<String> ROUND = List.of(
            get("plain.training", "/", ""),
            get("plain.training", "/a/path?a=query", FIELDS),
            get("plain.training", "/s/x", ""),
            get("h18.training", "/p18/x", ""),
            get("h" + (TrainingFile.FRONTENDS - 1) + ".training", "/p" + (TrainingFile.FRONTENDS - 1) + "/x", FIELDS),
            get("abc.h16.training", "/", ""),
            get("nobody.training", "/a/17/42/d", ""),
            get("plain.training", "/api/items", ""),
            get("plain.training", "/s/x", FIELDS),
            get("plain.training", "/s/x", ""),
            get("plain.training", "/long", ""),
            get("plain.training", "/chunks", ""),
            get("other.training", "/s/x", ""),
            get("plain.training", "/s/x", ""),
            post("Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"),
            post("Content-Length: 1024\r\n\r\n" + "0123456789abcdef".repeat(64)),
            post("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            get("secure.training", "/s/x", FIELDS),
            get("nobody.training", "/", ""));

    private static final int RARELY = 20;
    private static final List<String> RARE = List.of(
            get("whoami.localhost", "/", FIELDS),
            get("secure.training", "/long", ""),
            "POST / HTTP/1.1\r\nHost: secure.training\r\nContent-Length: 5\r\n\r\nhello");

    private final TrainingFile file;
    private final AtomicInteger answered = new AtomicInteger();
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    private Training(TrainingFile file) {
        this.file = file;
    }

    private static String get(String host, String path, String fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
    }

    private static String post(String rest) {
        return "POST /upload HTTP/1.1\r\nHost: plain.training\r\n" + rest;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        TrainingMaterial.read(folder);
        try (TrainingServer server = TrainingServer.start()) {
            Training training = new Training(TrainingFile.in(folder, server.port()));
            Thread.ofPlatform().name("training").start(() -> System.exit(training.run()));
            Main.main(new String[] {"quickstart"});
        }
    }

    /** Asks everything, changes the configuration meanwhile, and returns the exit code. */
    private int run() {
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(n -> Thread.ofPlatform().daemon().start(this::askAll))
                .toList();
        try {
            for (int change = 0; change < CHANGES && !isOver(); change++) {
                change("change-" + change);
            }
            for (Thread client : clients) {
                client.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException | InterruptedException e) {
            return 1;
        }
        return answered.get() > 0 ? 0 : 1;
    }

    private boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    private void askAll() {
        int round = 0;
        while (round < ROUNDS && !isOver()) {
            try (TrainingWire proxy = connect()) {
                for (; round < ROUNDS; round++) {
                    askAll(proxy, ROUND);
                    askAll(proxy, round % RARELY == 0 ? RARE : List.of());
                }
            } catch (IOException notUpOrClosed) {
                pause();
            }
        }
    }

    private void askAll(TrainingWire proxy, List<String> requests) throws IOException {
        for (String request : requests) {
            proxy.send(request);
            proxy.receive();
            answered.incrementAndGet();
        }
    }

    /** Writes the file with another frontend, and waits until that is in force. */
    private void change(String name) throws IOException {
        file.write(name);
        while (!isOver() && !isLive(get(name + ".training", "/", ""))) {
            pause();
        }
    }

    private boolean isLive(String request) {
        try (TrainingWire proxy = connect()) {
            proxy.send(request);
            return proxy.receive().contains(" 200 ");
        } catch (IOException notUp) {
            return false;
        }
    }

    private TrainingWire connect() throws IOException {
        return new TrainingWire(new Socket(InetAddress.getLoopbackAddress(), file.http()));
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
