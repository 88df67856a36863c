package traefik4j.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.http.Ascii;

/**
 * Our reading and writing of frames against Netty's, over generated connections: both read the same, up to where both
 * refuse, or the difference is listed here.
 */
class FrameOracleTest {
    private static final int CONNECTIONS = 6_000;

    private final SplittableRandom random = new SplittableRandom(20261126);

    @Test
    void agreesWithNettyOnFramesOrSaysWhyNot() throws Http2Exception {
        Disagreements differences = new Disagreements()
                .weRefuse("a number that is too large", "a number has up to five bytes: more say nothing but zeros")
                .weRefuse("PUSH_PROMISE", "clients never promise anything, and servers are told not to")
                .nettyRefuses(
                        "Received WINDOW_UPDATE with delta 0.*",
                        "an increment of 0 is refused by whoever knows the window")
                .nettyRefuses(
                        ".*ENABLE_CONNECT_PROTOCOL is invalid.*",
                        "that a peer allows tunnels is nothing we make use of");
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] bytes = new FrameGrammar(random).frames();
            int cut = random.nextInt(bytes.length + 1);
            Heard ours = FrameReaders.byUs(bytes);
            List<byte[]> parts = List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(FrameReaders.byUs(parts)).isEqualTo(ours);
            differences.compare(bytes, ours, FrameReaders.byNetty(bytes));
        }
        assertThat(differences.unlisted()).isEmpty();
        assertThat(differences.neverSeen()).isEmpty();
        assertThat(differences.taken()).isGreaterThan(CONNECTIONS / 5);
        assertThat(differences.refused()).isGreaterThan(CONNECTIONS / 5);
    }

    @Test
    void writesWhatNettyReads() {
        for (int i = 0; i < CONNECTIONS / 10; i++) {
            byte[] bytes = written();
            Heard ours = FrameReaders.byUs(bytes);
            assertThat(ours.refusal()).isEmpty();
            assertThat(FrameReaders.byNetty(bytes)).isEqualTo(ours);
        }
    }

    /** What our writer sends when it is told to say this and that. */
    private byte[] written() {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        ChannelHandlerContext context = channel.pipeline().firstContext();
        FrameWriter writer = new FrameWriter(context);
        writer.settings(Setting.MAX_CONCURRENT_STREAMS, random.nextInt(1000), Setting.INITIAL_WINDOW_SIZE, 1 << 18);
        HpackEncoder encoder = new HpackEncoder();
        for (int k = random.nextInt(1, 12); k > 0; k--) {
            say(writer, encoder, random.nextInt(1, 100));
        }
        writer.flush();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part; (part = channel.readOutbound()) != null; ) {
            all.writeBytes(part);
            part.release();
        }
        writer.release();
        channel.finishAndReleaseAll();
        return ByteBufUtil.getBytes(all);
    }

    private void say(FrameWriter writer, HpackEncoder encoder, int stream) {
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                byte[] block = new byte[100_000];
                byte[] value = Ascii.bytes("v".repeat(random.nextInt(10) == 0 ? 40_000 : random.nextInt(100)));
                encoder.begin(block);
                encoder.status(random.nextInt(100, 600));
                encoder.field(Ascii.bytes("X-Own"), 0, 5, value, 0, value.length);
                writer.block(stream, block, encoder.length(), random.nextBoolean(), Frame.LEAST_MAX_SIZE);
            }
            case 2 -> {
                byte[] content = new byte[random.nextInt(Frame.LEAST_MAX_SIZE)];
                random.nextBytes(content);
                writer.data(stream, Unpooled.wrappedBuffer(content), random.nextBoolean());
                writer.endLast(stream);
            }
            case 3 -> writer.end(stream);
            case 4 -> writer.reset(stream, ErrorCode.CANCEL);
            case 5 -> writer.windowUpdate(stream, random.nextInt(1, Integer.MAX_VALUE));
            case 6 -> writer.acknowledgeSettings();
            case 7 -> writer.ping(random.nextBoolean(), random.nextLong());
            default -> writer.goAway(stream, ErrorCode.NO_ERROR);
        }
    }
}
