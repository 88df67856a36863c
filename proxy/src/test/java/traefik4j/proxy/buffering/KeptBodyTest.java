package traefik4j.proxy.buffering;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.proxy.trial.Trial;

/** A body in memory and in a file, on an event loop of its own. */
class KeptBodyTest {
    @TempDir
    Path folder = Path.of("");

    private static <T> T onLoop(Callable<T> action) throws ExecutionException, InterruptedException {
        return Trial.WORKER.loop().submit(action).get();
    }

    /** A body of these parts, when it is settled or has failed. */
    private static KeptBody kept(Path folder, int memory, String... parts) throws Exception {
        KeptBody body = new KeptBody(new TemporaryFile(Trial.WORKER, folder), memory);
        CompletableFuture<KeptBody> settled = new CompletableFuture<>();
        onLoop(() -> {
            Runnable look = () -> {
                if (body.isSettled()) {
                    settled.complete(body);
                }
            };
            body.whenChanged(look);
            for (String part : parts) {
                body.add(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII));
            }
            look.run();
            return body;
        });
        return settled.get();
    }

    @ParameterizedTest
    @CsvSource({"100", "9", "8", "5", "3", "1"})
    void givesBackWhatItWasGiven(int memory) throws Exception {
        KeptBody body = kept(folder, memory, "abc", "", "de", "fghi");
        assertThat(body.size()).isEqualTo(9);
        assertThat(text(body)).isEqualTo("abcdefghi");
        assertThat(text(body)).isEqualTo("abcdefghi");
        assertThat(folder).isEmptyDirectory();
        onLoop(() -> {
            body.close();
            return body;
        });
    }

    @Test
    void saysWhenAFileCannotBeHad() throws Exception {
        KeptBody body = kept(folder.resolve("missing"), 4, "abc", "def", "ghi");
        assertThat(body.hasFailed()).isTrue();
        onLoop(() -> {
            body.add(Unpooled.copiedBuffer("more", StandardCharsets.US_ASCII));
            body.close();
            return body;
        });
    }

    /** Everything a pump gives. */
    private static String text(KeptBody body) throws Exception {
        Reader reader = new Reader(body);
        onLoop(() -> {
            reader.pump.pump();
            return reader;
        });
        return reader.all.get();
    }

    /** Somebody who takes everything, and wants more whenever something is sent on, as sockets do. */
    private static final class Reader implements BodyPump.Taker {
        private final BodyPump pump;
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<@Nullable String> all = new CompletableFuture<>();

        Reader(KeptBody body) {
            pump = new BodyPump(body, this);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void body(ByteBuf part) {
            text.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }

        @Override
        public void flush() {
            pump.pump();
        }

        @Override
        public void end() {
            all.complete(text.toString());
        }

        @Override
        public void fail() {
            all.completeExceptionally(new AssertionError("cannot be read"));
        }
    }
}
