package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.ArrayList;
import java.util.List;

/** Reads the frames of one connection as the proxy does and as Netty does, down to their fields. */
final class FrameReaders {
    private static final int MAX_BLOCK = 1 << 20;
    /** One more than ours: it counts those it has seen before. */
    private static final int MOST_CONTINUATIONS = 33;

    private FrameReaders() {}

    static Heard byUs(byte[] bytes) {
        return byUs(List.of(bytes));
    }

    /** The same, in parts as they arrive. */
    static Heard byUs(List<byte[]> parts) {
        List<String> lines = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel();
        FrameReader reader = new FrameReader(new OwnListener(lines), channel.alloc(), MAX_BLOCK);
        try {
            for (byte[] part : parts) {
                reader.read(Unpooled.copiedBuffer(part));
            }
            return new Heard(lines, "");
        } catch (Http2Fault fault) {
            return new Heard(lines, String.valueOf(fault.getMessage()));
        } finally {
            reader.release();
        }
    }

    static Heard byNetty(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        ChannelHandlerContext context = channel.pipeline().firstContext();
        ByteBuf buffer = Unpooled.copiedBuffer(bytes);
        NettyListener listener = new NettyListener(lines);
        try (DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(BlockReaders.netty(), MOST_CONTINUATIONS)) {
            for (int before = -1; before != buffer.readerIndex(); ) {
                before = buffer.readerIndex();
                reader.readFrame(context, buffer, listener);
            }
            return new Heard(lines, "");
        } catch (Http2Exception refused) {
            return new Heard(lines, String.valueOf(refused.getMessage()));
        } finally {
            buffer.release();
        }
    }
}
