package traefik4j.proxy.http2;

import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streams of a connection by number: those that are open, those that were, those that never have been. */
final class Streams {
    private final boolean server;
    private final IntObjectHashMap<Http2Stream> open = new IntObjectHashMap<>();
    private final Gone gone = new Gone();
    private int lastOfPeer;
    private int lastOfOurs = -1;

    /** No stream yet; {@code server} says that the peer is the one who opens them. */
    Streams(boolean server) {
        this.server = server;
    }

    @Nullable
    Http2Stream get(int id) {
        return open.get(id);
    }

    void add(Http2Stream stream) {
        open.put(stream.id(), stream);
    }

    /** A stream is closed; if we have ended it, what is still under way to it does no harm. */
    void remove(Http2Stream stream, boolean endedByUs) {
        open.remove(stream.id());
        gone.add(stream.id(), endedByUs);
    }

    /** A stream the peer may not have. */
    void refuse(int id) {
        gone.add(id, true);
    }

    int count() {
        return open.size();
    }

    /** Those that are open, in a list of their own. */
    List<Http2Stream> all() {
        return new ArrayList<>(open.values());
    }

    /** The peer's windows of all that are open have grown by so much, or shrunk. */
    void widen(int growth) {
        if (growth == 0) {
            return;
        }
        for (Http2Stream stream : all()) {
            if (!stream.widen(growth)) {
                throw new Http2Fault(ErrorCode.FLOW_CONTROL_ERROR, "a window that is too large");
            }
        }
    }

    /** The peer opens a stream; false if it cannot have this number because it was past it. */
    boolean advance(int id) {
        if (id <= lastOfPeer) {
            return false;
        }
        lastOfPeer = id;
        return true;
    }

    /** The last stream the peer has opened. */
    int lastOfPeer() {
        return lastOfPeer;
    }

    /** The number of our next stream. */
    int next() {
        lastOfOurs += 2;
        return lastOfOurs;
    }

    /** Whether there are numbers left. */
    boolean hasNext() {
        return lastOfOurs < Integer.MAX_VALUE - 2;
    }

    /** Whether nobody has opened that stream yet. */
    boolean isIdle(int id) {
        boolean ours = (id & 1) == 0 == server;
        return id > (ours ? lastOfOurs : lastOfPeer);
    }

    /** Whether it was open not long ago. */
    boolean wasOpen(int id) {
        return gone.contains(id);
    }

    /** Whether we have ended it not long ago, so that the peer may not have known. */
    boolean wasEndedByUs(int id) {
        return gone.wasEndedByUs(id);
    }
}
