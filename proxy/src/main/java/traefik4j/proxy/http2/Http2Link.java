package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of HTTP/2, as both ends see it (RFC 9113): its streams, its windows, its settings, and how it ends. All that
 * is written in a turn of the event loop is sent at its end, in one write. Lives on one event loop.
 */
public final class Http2Link implements FrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Link.class);
    private static final FieldSink NOWHERE = (name, nameFrom, nameTo, value, from, to) -> {};

    private final boolean server;
    private final LinkSettings settings;
    private final LinkOwner owner;
    private final ChannelHandlerContext context;
    private final LongSupplier clock;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final HpackDecoder decoder = new HpackDecoder();
    private final PeerSettings peer = new PeerSettings();
    private final Floods floods;
    private final Streams streams;
    private final ConnectionWindows windows;
    private final Preface preface;
    private boolean refuses;
    private boolean over;

    /**
     * A connection that has just been made; says our settings.
     *
     * @param server whether our side is the one that takes requests
     * @param clock nanoseconds, may be coarse
     */
    public Http2Link(
            boolean server, LinkSettings settings, LinkOwner owner, ChannelHandlerContext context, LongSupplier clock) {
        this.server = server;
        this.settings = settings;
        this.owner = owner;
        this.context = context;
        this.clock = clock;
        reader = new FrameReader(this, context.alloc(), settings.maxHeaderBytes());
        writer = new FrameWriter(context);
        floods = new Floods(clock);
        streams = new Streams(server);
        windows = new ConnectionWindows(settings.connectionWindow());
        preface = new Preface(server);
        greet();
    }

    private void greet() {
        if (server) {
            writer.settings(
                    Setting.MAX_CONCURRENT_STREAMS, settings.maxStreams(),
                    Setting.INITIAL_WINDOW_SIZE, settings.streamWindow(),
                    Setting.MAX_HEADER_LIST_SIZE, settings.maxHeaderBytes(),
                    Setting.ENABLE_CONNECT_PROTOCOL, 1);
        } else {
            writer.raw(Preface.BYTES);
            writer.settings(
                    Setting.ENABLE_PUSH, 0,
                    Setting.INITIAL_WINDOW_SIZE, settings.streamWindow(),
                    Setting.MAX_HEADER_LIST_SIZE, settings.maxHeaderBytes());
        }
        writer.windowUpdate(0, windows.firstIncrement());
    }

    // ---- what comes

    /** Reads what was received. Takes over the buffer. */
    public void read(ByteBuf in) {
        if (over) {
            in.release();
            return;
        }
        try {
            if (!preface.read(in)) {
                in.release();
                return;
            }
            reader.read(in);
        } catch (Http2Fault fault) {
            LOG.debug("{}: {}", context.channel().remoteAddress(), fault.getMessage());
            fail(fault.code());
        }
    }

    @Override
    public void data(int id, ByteBuf data, int flow, boolean end) {
        if (!windows.received(flow)) {
            data.release();
            throw new Http2Fault(ErrorCode.FLOW_CONTROL_ERROR, "more content than asked for");
        }
        Http2Stream stream = streams.get(id);
        if (stream == null) {
            data.release();
            consumed(flow);
            comesTooLate(id);
            return;
        }
        if (!data.isReadable() && !end) {
            data.release();
            consumed(flow);
            floods.count(Floods.Kind.EMPTY_DATA);
            return;
        }
        stream.received(data, flow, end);
    }

    /** Something came for a stream that is not there. */
    private void comesTooLate(int id) {
        if (streams.isIdle(id)) {
            throw Http2Fault.protocol("stream " + id + " was never opened");
        }
        if (!streams.wasEndedByUs(id)) {
            floods.count(Floods.Kind.BROKEN_STREAM);
            writer.reset(id, ErrorCode.STREAM_CLOSED);
        }
    }

    @Override
    public void headers(int id, byte[] block, int length, boolean end) {
        Http2Stream stream = streams.get(id);
        if (stream == null) {
            stream = server ? open(id, block, length) : late(id, block, length);
            if (stream == null) {
                return;
            }
        }
        if (stream.isRemoteEnded()) {
            decoder.decode(block, 0, length, NOWHERE);
            stream.broken(ErrorCode.STREAM_CLOSED);
            return;
        }
        decoder.decode(block, 0, length, owner.block(stream));
        if (!end || stream.remoteEnds()) {
            owner.blockEnded(stream, end);
        }
    }

    /** Opens a stream for the peer; null if it may not have one. */
    private @Nullable Http2Stream open(int id, byte[] block, int length) {
        if ((id & 1) == 0) {
            throw Http2Fault.protocol("a client opens stream " + id);
        }
        if (!streams.advance(id)) {
            return late(id, block, length);
        }
        if (refuses || streams.count() >= settings.maxStreams()) {
            decoder.decode(block, 0, length, NOWHERE);
            floods.count(Floods.Kind.BROKEN_STREAM);
            writer.reset(id, ErrorCode.REFUSED_STREAM);
            streams.refuse(id);
            return null;
        }
        Http2Stream stream = new Http2Stream(this, id, peer.initialWindow(), settings.streamWindow());
        streams.add(stream);
        return stream;
    }

    private @Nullable Http2Stream late(int id, byte[] block, int length) {
        decoder.decode(block, 0, length, NOWHERE);
        if (streams.wasEndedByUs(id)) {
            return null;
        }
        throw streams.wasOpen(id)
                ? new Http2Fault(ErrorCode.STREAM_CLOSED, "fields for stream " + id + ", which is closed")
                : Http2Fault.protocol("fields for stream " + id + ", which is not the next one");
    }

    @Override
    public void priority() {
        floods.count(Floods.Kind.PRIORITY);
    }

    @Override
    public void reset(int id, int code) {
        Http2Stream stream = streams.get(id);
        if (stream != null) {
            if (server) {
                floods.count(Floods.Kind.RESET);
            }
            stream.lost(ErrorCode.of(code));
        } else if (streams.isIdle(id)) {
            throw Http2Fault.protocol("RST_STREAM of stream " + id + ", which was never opened");
        }
    }

    @Override
    public void setting(int id, long value) {
        peer.set(id, value);
    }

    @Override
    public void settingsEnded() {
        floods.count(Floods.Kind.SETTINGS);
        peer.said();
        // First, since whoever waits for it may not yet look at the content that larger windows let go.
        writer.acknowledgeSettings();
        streams.widen(peer.takeGrowth());
    }

    @Override
    public void settingsAcknowledged() {
        // Ours only ask for less than is allowed anyway, or allow more.
    }

    @Override
    public void ping(boolean acknowledged, long payload) {
        if (!acknowledged) {
            floods.count(Floods.Kind.PING);
            writer.ping(true, payload);
        }
    }

    @Override
    public void goAway(int lastStream, int code) {
        owner.goingAway(lastStream);
        for (Http2Stream stream : streams.all()) {
            if (!server && stream.id() > lastStream) {
                stream.lost(ErrorCode.REFUSED_STREAM);
            }
        }
    }

    @Override
    public void windowUpdate(int id, int increment) {
        if (id == 0) {
            windows.widen(increment);
            return;
        }
        Http2Stream stream = streams.get(id);
        if (stream == null) {
            if (streams.isIdle(id)) {
                throw Http2Fault.protocol("WINDOW_UPDATE of stream " + id + ", which was never opened");
            }
        } else if (increment == 0) {
            stream.broken(ErrorCode.PROTOCOL_ERROR);
        } else if (!stream.widen(increment)) {
            stream.broken(ErrorCode.FLOW_CONTROL_ERROR);
        }
    }

    /** Ends a stream whose peer broke its rules. */
    void broken(Http2Stream stream, ErrorCode code) {
        floods.count(Floods.Kind.BROKEN_STREAM);
        StreamOwner whose = stream.owner();
        stream.reset(code);
        if (whose != null) {
            whose.reset(code);
        }
    }

    // ---- what goes

    /** Opens the stream of a request of HTTP/1.1 that asked for HTTP/2 and gave its settings (RFC 7540 §3.2). */
    public Http2Stream openUpgraded(byte[] payload) {
        streams.advance(1);
        Http2Stream stream = new Http2Stream(this, 1, LinkSettings.DEFAULT_WINDOW, settings.streamWindow());
        streams.add(stream);
        ByteBuf in = Unpooled.wrappedBuffer(payload);
        try {
            while (in.isReadable()) {
                setting(in.readUnsignedShort(), in.readUnsignedInt());
            }
            streams.widen(peer.takeGrowth());
        } catch (Http2Fault fault) {
            fail(fault.code());
        }
        stream.remoteEnds();
        return stream;
    }

    /** Opens a stream of our own. */
    public Http2Stream open() {
        Http2Stream stream = new Http2Stream(this, streams.next(), peer.initialWindow(), settings.streamWindow());
        streams.add(stream);
        return stream;
    }

    /** Whether the peer lets us open another stream. */
    public boolean mayOpen() {
        return !over && !refuses && streams.count() < peer.maxStreams() && streams.hasNext();
    }

    /** So many bytes that had come are through: the connection takes as many more. */
    void consumed(int bytes) {
        int increment = windows.consumed(bytes);
        if (increment > 0 && !over) {
            writer.windowUpdate(0, increment);
        }
    }

    int streamWindow() {
        return settings.streamWindow();
    }

    int peerMaxFrame() {
        return peer.maxFrame();
    }

    ConnectionWindows windows() {
        return windows;
    }

    FrameWriter writer() {
        return writer;
    }

    boolean isWritable() {
        return context.channel().isWritable();
    }

    long now() {
        return clock.getAsLong();
    }

    /** A stream is closed; if we have ended it, what is still under way to it does no harm. */
    void closed(Http2Stream stream, boolean endedByUs) {
        streams.remove(stream, endedByUs);
        if (stream.waits()) {
            windows.forget(stream);
        }
    }

    /** The channel takes more again. */
    public void channelIsWritable() {
        for (Http2Stream stream : streams.all()) {
            stream.channelIsWritable();
        }
    }

    /** The bytes of content that wait in streams for the peer to take them. */
    public long queued() {
        return windows.queued();
    }

    // ---- the end

    /** The streams that are open. */
    public List<Http2Stream> streams() {
        return streams.all();
    }

    /** The number of streams that are open. */
    public int streamCount() {
        return streams.count();
    }

    /** Whether a block of fields has begun that is not complete, or the first words of the peer are. */
    public boolean waitsForRest() {
        return !preface.isComplete() || reader.isInBlock();
    }

    /** Asks the peer for no more streams; those it opens before it knows are still taken. */
    public void announceEnd() {
        writer.goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR);
    }

    /** Takes no more streams. */
    public void refuseStreams() {
        refuses = true;
        writer.goAway(streams.lastOfPeer(), ErrorCode.NO_ERROR);
    }

    /** Tells the peer why, and ends everything. */
    public void fail(ErrorCode code) {
        if (!over) {
            writer.goAway(streams.lastOfPeer(), code);
            writer.flush();
            end();
            owner.close();
        }
    }

    /** The connection is gone. */
    public void end() {
        if (over) {
            return;
        }
        over = true;
        reader.release();
        writer.release();
        for (Http2Stream stream : streams.all()) {
            stream.lost(ErrorCode.CANCEL);
        }
    }
}
