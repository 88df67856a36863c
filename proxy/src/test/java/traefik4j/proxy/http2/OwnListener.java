package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down the frames we read, in the words of {@link NettyListener}. */
final class OwnListener implements FrameListener {
    private final List<String> lines;
    private final HpackDecoder decoder = new HpackDecoder();
    private final PeerSettings peer = new PeerSettings();
    private final Map<Integer, Long> settings = new TreeMap<>();

    OwnListener(List<String> lines) {
        this.lines = lines;
    }

    @Override
    public void data(int stream, ByteBuf data, int flow, boolean end) {
        lines.add("data " + stream + " " + ByteBufUtil.hexDump(data) + " costs " + flow + (end ? " end" : ""));
        data.release();
    }

    @Override
    public void headers(int stream, byte[] block, int length, boolean end) {
        lines.add("headers " + stream + " " + BlockReaders.byUs(decoder, block, length) + (end ? " end" : ""));
    }

    @Override
    public void priority() {
        lines.add("priority");
    }

    @Override
    public void reset(int stream, int code) {
        lines.add("reset " + stream + " " + Integer.toUnsignedLong(code));
    }

    @Override
    public void setting(int id, long value) {
        peer.set(id, value);
        settings.put(id, value);
    }

    @Override
    public void settingsEnded() {
        lines.add("settings " + settings);
        settings.clear();
    }

    @Override
    public void settingsAcknowledged() {
        lines.add("settings acknowledged");
    }

    @Override
    public void ping(boolean acknowledged, long payload) {
        lines.add((acknowledged ? "pong " : "ping ") + payload);
    }

    @Override
    public void goAway(int lastStream, int code) {
        lines.add("goaway " + lastStream + " " + Integer.toUnsignedLong(code));
    }

    @Override
    public void windowUpdate(int stream, int increment) {
        lines.add("window " + stream + " " + increment);
    }
}
