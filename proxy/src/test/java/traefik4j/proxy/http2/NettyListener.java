package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down the frames Netty reads, in the words of {@link OwnListener}. Of frames it does not know it says nothing. */
final class NettyListener extends Http2FrameAdapter {
    private final List<String> lines;

    NettyListener(List<String> lines) {
        this.lines = lines;
    }

    @Override
    public int onDataRead(ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
        int flow = data.readableBytes() + padding;
        lines.add("data " + stream + " " + ByteBufUtil.hexDump(data) + " costs " + flow + (end ? " end" : ""));
        return flow;
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean end) {
        lines.add("headers " + stream + " " + BlockReaders.fields(headers) + (end ? " end" : ""));
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end) {
        onHeadersRead(ctx, stream, headers, padding, end);
    }

    @Override
    public void onPriorityRead(ChannelHandlerContext ctx, int stream, int dependency, short weight, boolean exclusive) {
        lines.add("priority");
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long code) {
        lines.add("reset " + stream + " " + code);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
        Map<Integer, Long> sorted = new TreeMap<>();
        settings.forEach((id, value) -> sorted.put((int) id, value));
        lines.add("settings " + sorted);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext ctx) {
        lines.add("settings acknowledged");
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long payload) {
        lines.add("ping " + payload);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext ctx, long payload) {
        lines.add("pong " + payload);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext ctx, int lastStream, long code, ByteBuf debug) {
        lines.add("goaway " + lastStream + " " + code);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int increment) {
        lines.add("window " + stream + " " + increment);
    }

    @Override
    public void onPushPromiseRead(
            ChannelHandlerContext ctx, int stream, int promised, Http2Headers headers, int padding) {
        lines.add("push " + stream + " " + promised);
    }
}
