package traefik4j.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent as HTTP/2: nothing but the faults of the protocol is thrown, nothing is kept, and what it leads to does
 * not depend on how the bytes arrive.
 */
class Http2FuzzTest {
    /** A connection whose owner writes down what happens, and gives back all it gets. */
    private static final class Witness extends ChannelInboundHandlerAdapter implements LinkOwner {
        private final StringBuilder story = new StringBuilder();
        private final RequestBlock request = new RequestBlock(4096, () -> new Random(1));
        private final TrailerBlock trailers = new TrailerBlock(4096);
        private @Nullable Http2Link link;

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            link = new Http2Link(true, new LinkSettings(4, 4096), this, ctx, () -> 0);
        }

        private Http2Link link() {
            return Objects.requireNonNull(link);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            link().read((ByteBuf) message);
        }

        @Override
        public FieldSink block(Http2Stream stream) {
            request.begin(new byte[16]);
            trailers.begin(new byte[16]);
            return stream.owner() == null ? request : trailers;
        }

        @Override
        public void blockEnded(Http2Stream stream, boolean end) {
            boolean sound = stream.owner() == null
                    ? request.finish(end) == RequestBlock.Outcome.REQUEST
                    : trailers.finish() && end;
            story.append(stream.id()).append(sound ? " fields\n" : " refused\n");
            if (!sound) {
                stream.broken(ErrorCode.PROTOCOL_ERROR);
                return;
            }
            stream.owner(owner(stream));
        }

        private StreamOwner owner(Http2Stream stream) {
            return new StreamOwner() {
                @Override
                public void data(ByteBuf data) {
                    story.append(stream.id())
                            .append(' ')
                            .append(data.readableBytes())
                            .append(" bytes\n");
                    stream.consumed(data.readableBytes());
                    data.release();
                }

                @Override
                public void ended() {
                    story.append(stream.id()).append(" ended\n");
                }

                @Override
                public void reset(ErrorCode code) {
                    story.append(stream.id()).append(' ').append(code).append('\n');
                }

                @Override
                public void writable() {}
            };
        }

        @Override
        public void goingAway(int lastStream) {
            story.append("going away\n");
        }

        @Override
        public void close() {
            story.append("closed\n");
        }
    }

    private static String story(byte[] bytes, int first) {
        Witness witness = new Witness();
        EmbeddedChannel channel = new EmbeddedChannel(witness);
        channel.writeInbound(Unpooled.copiedBuffer(Preface.BYTES));
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, first));
        channel.writeInbound(Unpooled.copiedBuffer(bytes, first, bytes.length - first));
        channel.runPendingTasks();
        String story = witness.story.toString();
        witness.link().end();
        channel.finishAndReleaseAll();
        return story;
    }

    @FuzzTest
    void readsWhateverIsSentHoweverItArrives(byte[] bytes) {
        String whole = story(bytes, bytes.length);
        for (int first = 0; first < Math.min(bytes.length, 64); first += 3) {
            assertThat(story(bytes, first)).isEqualTo(whole);
        }
    }

    @FuzzTest
    void readsWhateverIsSentAsABlock(byte[] bytes) {
        HpackDecoder decoder = new HpackDecoder();
        for (int i = 0; i < 2; i++) {
            try {
                decoder.decode(bytes, 0, bytes.length, (name, nameFrom, nameTo, value, from, to) -> {
                    assertThat(nameFrom).isBetween(0, nameTo);
                    assertThat(nameTo).isLessThanOrEqualTo(name.length);
                    assertThat(from).isBetween(0, to);
                    assertThat(to).isLessThanOrEqualTo(value.length);
                });
            } catch (Http2Fault fault) {
                assertThat(fault.code()).isEqualTo(ErrorCode.COMPRESSION_ERROR);
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsFramesMadeAtRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            ByteBuf frames = Unpooled.buffer();
            Frame.writeHeader(frames, 0, Frame.SETTINGS, 0, 0);
            for (int k = random.nextInt(6); k >= 0; k--) {
                byte[] payload = new byte[random.nextInt(4) * random.nextInt(6)];
                random.nextBytes(payload);
                byte[] get = {(byte) 0x82, (byte) 0x84, (byte) 0x87, 0x41, 1, 'h'};
                byte[] content = random.nextBoolean() ? get : payload;
                Frame.writeHeader(frames, content.length, random.nextInt(10), random.nextInt(64), random.nextInt(6));
                frames.writeBytes(content);
            }
            byte[] bytes = Arrays.copyOf(frames.array(), frames.readableBytes());
            readsWhateverIsSentHoweverItArrives(bytes);
        }
    }
}
