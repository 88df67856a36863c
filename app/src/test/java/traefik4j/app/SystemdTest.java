package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, at its socket (sd_notify(3)). */
@EnabledOnOs(value = OS.LINUX, disabledReason = "systemd is Linux's")
final class SystemdTest {
    static {
        Epoll.ensureAvailability();
    }

    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path directory = Path.of("");

    private Path path = Path.of("");
    private Socket socket = Socket.newSocketDomainDgram();
    private final ByteBuffer message = ByteBuffer.allocateDirect(100);
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        socket.close();
        path = directory.resolve("notify");
        socket = listening(path.toString());
    }

    private static Socket listening(String address) throws IOException {
        Socket socket = Socket.newSocketDomainDgram();
        socket.bind(new DomainSocketAddress(address));
        return socket;
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void hearsThatTheProgramIsReady() throws IOException {
        try (Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", path.toString()), patience -> true)) {
            systemd.ready();
        }
        assertThat(heard()).containsExactly("READY=1");
    }

    @Test
    void hearsItAtANameOfTheKernel() throws IOException {
        String name = "traefik4j-" + PID;
        socket.close();
        socket = listening('\0' + name);
        try (Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", '@' + name), patience -> true)) {
            systemd.ready();
        }
        assertThat(heard()).containsExactly("READY=1");
    }

    @Test
    void hearsThatAllIsWellAsLongAsItIs() throws IOException {
        AtomicBoolean well = new AtomicBoolean(true);
        try (Systemd systemd = Systemd.of(watched("100000", Long.toString(PID)), patience -> {
            TimeUnit.NANOSECONDS.sleep(well.get() ? 0 : patience.toNanos());
            return well.get();
        })) {
            systemd.ready();
            await().until(() -> heard().size() > 4);
            assertThat(heard().subList(0, 3)).containsExactly("READY=1", "WATCHDOG=1", "WATCHDOG=1");
            well.set(false);
            await().until(this::isQuiet);
            well.set(true);
            int before = heard().size();
            await().until(() -> heard().size() > before + 2);
        }
        assertThat(isQuiet()).isTrue();
    }

    @Test
    void hearsNothingMoreWhereItDoesNotWatch() throws IOException {
        for (Map<String, String> environment : List.of(
                Map.of("NOTIFY_SOCKET", path.toString()),
                watched("1000", "1"),
                watched("soon", ""),
                watched("0", ""),
                watched("9".repeat(18), ""))) {
            try (Systemd systemd = Systemd.of(environment, patience -> true)) {
                systemd.ready();
                assertThat(isQuiet()).as("%s", environment).isTrue();
            }
        }
        assertThat(heard()).hasSize(5).containsOnly("READY=1");
    }

    @Test
    void isNotMissedWhereItIsNot() throws IOException {
        List<String> addresses = List.of("", "vsock:2:1", "relative", "/" + "x".repeat(200), directory + "/nobody");
        for (String address : addresses) {
            try (Systemd systemd =
                    Systemd.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "1000"), patience -> true)) {
                systemd.ready();
            }
        }
        assertThat(heard()).isEmpty();
    }

    @Test
    void hearsOfTheWholeProgram() throws Exception {
        int port = Running.freePort();
        Files.writeString(directory.resolve("traefik.toml"), """
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [file]
                """.formatted(port));
        Running traefik = Running.with(watched("200000", ""), directory);
        await().until(() -> heard().size() > 3);
        assertThat(Running.get(port, "any", "/")).startsWith("HTTP/1.1 404");
        assertThat(traefik.stop().exitCode()).isZero();
        assertThat(heard()).startsWith("READY=1", "WATCHDOG=1", "WATCHDOG=1");
    }

    private Map<String, String> watched(String micros, String pid) {
        Map<String, String> environment =
                new HashMap<>(Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", micros));
        if (!pid.isEmpty()) {
            environment.put("WATCHDOG_PID", pid);
        }
        return environment;
    }

    /** What was heard so far. */
    private List<String> heard() throws IOException {
        while (socket.recvFromDomainSocket(message.clear(), 0, message.capacity()) != null) {
            byte[] bytes = new byte[message.capacity()];
            message.get(0, bytes);
            String text = new String(bytes, StandardCharsets.US_ASCII);
            heard.add(text.substring(0, text.indexOf('1') + 1));
            message.put(0, new byte[message.capacity()]);
        }
        return heard;
    }

    /** Whether nothing is heard for a while. */
    private boolean isQuiet() throws IOException {
        int before = heard().size();
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return heard().size() == before;
    }
}
