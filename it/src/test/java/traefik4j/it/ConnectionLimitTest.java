package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code maxConn} under load, and when clients leave in the middle. */
final class ConnectionLimitTest {
    private static final int PLACES = 5;
    private static final byte[] GET = "GET /slow/file HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Nginx nginx;
    private Proxy proxy;

    @BeforeEach
    void start() throws Exception {
        Path www = Files.createDirectory(directory.resolve("www"));
        Files.write(www.resolve("file"), new byte[200_000]);
        Files.write(www.resolve("long"), new byte[800_000]);
        nginx = Nginx.serving(www);
        proxy = Proxy.start(directory, """
                [backends.b.servers.s]
                url = "%s"
                [backends.b.maxConn]
                amount = %d
                extractorFunc = "client.ip"
                [frontends.f]
                backend = "b"
                [frontends.f.routes.r]
                rule = "PathPrefix:/"
                """.formatted(nginx.url(), PLACES));
    }

    @AfterEach
    void stop() {
        proxy.close();
        nginx.close();
    }

    @Test
    void whatExceedsTheLimitIs429() throws Exception {
        Proxy.Seen seen = proxy.load("/slow/file", 50, 4).end();
        System.out.println("maxConn = " + PLACES + ", 50 connections: " + seen);
        assertThat(seen.broken()).isZero();
        assertThat(seen.refused()).isPositive();
        assertThat(seen.requests() - seen.refused()).isPositive();
        await().atMost(Program.PATIENCE).until(this::everyPlaceIsFree);
    }

    @Test
    void noPlaceIsLostWhenClientsLeave() throws Exception {
        int count = Integer.getInteger("aborted.requests");
        long begin = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                all.add(clients.submit(() -> leave(count / 4)));
            }
            for (Future<?> client : all) {
                client.get();
            }
        }
        System.out.println(count + " aborted requests in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        await().atMost(Program.PATIENCE).until(this::everyPlaceIsFree);
    }

    /** Asks, and leaves at once, after the first byte, or somewhere in the body. */
    private Void leave(int times) throws IOException {
        byte[] some = new byte[4096];
        for (int i = 0; i < times; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(proxy.address());
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(GET);
                if (i % 3 > 0) {
                    int received = socket.getInputStream().read(some, 0, i % 3 == 1 ? 1 : some.length);
                    assertThat(received).isPositive();
                }
            }
        }
        return null;
    }

    /** Whether as many as there are places are served at the same time, and one more is not. */
    private boolean everyPlaceIsFree() throws Exception {
        List<Program> downloads = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            downloads.add(Program.start(
                    directory, "curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}\\n", proxy.url("/slow/long")));
        }
        boolean full = false;
        while (!full && downloads.stream().anyMatch(Program::isRunning)) {
            full = status().equals("429");
        }
        boolean all = true;
        for (Program download : downloads) {
            download.exitCode();
            all &= download.output().equals("200\n");
        }
        return full && all;
    }

    private String status() throws Exception {
        return Tool.run("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", proxy.url("/small"))
                .output();
    }
}
