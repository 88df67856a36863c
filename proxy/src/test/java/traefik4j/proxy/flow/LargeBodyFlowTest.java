package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Limits;

/** Bodies that go from socket to socket through a pipe of the kernel, and what may happen to them on their way. */
@EnabledOnOs(OS.LINUX)
class LargeBodyFlowTest {
    private static final int SIZE = 6 << 20;

    /** Pipes an event loop keeps for later. */
    private static final int KEPT = 16;

    /** Standard input, output and errors, which are pipes as well. */
    private static final int OF_THE_TEST = 3;

    private static final byte[] BODY = new byte[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            BODY[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
        }
    }

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    private static String head(int size) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n";
    }

    private void large(int announced) {
        proxy.server(connection -> {
            while (true) {
                connection.answer(head(announced));
                connection.send(BODY);
            }
        });
    }

    @Test
    void arriveAsTheyWereSentAgainAndAgain() {
        large(SIZE);
        RawClient client = proxy.client();
        for (int i = 0; i < 5; i++) {
            client.send(Http.GET);
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(body(client, SIZE)).isTrue();
        }
        assertThat(openPipes()).isPositive();
    }

    @Test
    void arriveAtAClientThatTakesThemSlowly() {
        large(SIZE);
        RawClient client = proxy.client(8 << 10);
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(body(client, SIZE)).isTrue();
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(body(client, SIZE)).isTrue();
    }

    @Test
    void arriveWithTheRequestsBehindThemAnswered() {
        large(SIZE);
        RawClient client = proxy.client(32 << 10);
        client.send(Http.GET + Http.GET + Http.GET);
        for (int i = 0; i < 3; i++) {
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(body(client, SIZE)).isTrue();
        }
    }

    @Test
    void arriveWholeWhenTheServerClosesBehindThem() {
        proxy.server(connection -> {
            connection.answer(head(SIZE));
            connection.send(BODY);
        });
        RawClient client = proxy.client(8 << 10);
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(body(client, SIZE)).isTrue();
    }

    @Test
    void areCutOffWhenTheServerBreaksOff() {
        proxy.server(connection -> {
            connection.answer(head(SIZE + 1));
            connection.send(BODY);
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.skip(SIZE + 1)).isLessThanOrEqualTo(SIZE);
    }

    @RepeatedTest(5)
    void arriveAtAClientThatSaysNoMore() {
        large(SIZE);
        RawClient client = proxy.client(8 << 10);
        client.send(Http.GET);
        client.shutdownOutput();
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(body(client, SIZE)).isTrue();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void doNotCarryOnWhatCameBehindThem() {
        large(SIZE - 5);
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(body(client, SIZE - 5)).isTrue();
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(body(client, SIZE - 5)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 3_000_000})
    void leaveNoPipeBehindWhenTheClientLeaves(int taken) {
        large(SIZE);
        for (int i = 0; i < 40; i++) {
            RawClient client = proxy.client(8 << 10);
            client.send(Http.GET);
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(client.skip(taken)).isEqualTo(taken);
            client.reset();
        }
        await().until(() -> proxy.running().connections() == 0);
        await().until(() -> openPipes() <= 2 * KEPT + OF_THE_TEST);
    }

    @Test
    void areGivenUpWhenTheClientTakesNothing() {
        proxy.limits(new Limits(64 << 10, 256, 32 << 10, Duration.ofSeconds(10), 100, Duration.ofMillis(300)));
        large(SIZE);
        RawClient client = proxy.client(8 << 10);
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        await().until(() -> proxy.running().connections() == 0);
    }

    /** Reads a body and says whether it is the one that was sent. */
    private static boolean body(RawClient client, int size) {
        String text = client.read(size);
        return Arrays.equals(text.getBytes(StandardCharsets.ISO_8859_1), 0, size, BODY, 0, size);
    }

    /** The ends of pipes this process has open. */
    private static long openPipes() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(LargeBodyFlowTest::isPipe).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPipe(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("pipe:");
        } catch (IOException closed) {
            return false;
        }
    }
}
