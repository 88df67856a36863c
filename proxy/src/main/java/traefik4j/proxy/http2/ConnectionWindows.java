package traefik4j.proxy.http2;

import java.util.ArrayDeque;

/** The windows that all streams of a connection share (RFC 9113 §5.2), and the streams that wait for the one to open. */
final class ConnectionWindows {
    private final ArrayDeque<Http2Stream> waiting = new ArrayDeque<>();
    private final int wanted;
    private int send = LinkSettings.DEFAULT_WINDOW;
    private int receive = LinkSettings.DEFAULT_WINDOW;
    private int credit;
    private long queued;

    /** Windows as they are at first. */
    ConnectionWindows(int wanted) {
        this.wanted = wanted;
    }

    /** By how much the peer may send more than it thinks; it is going to be told. */
    int firstIncrement() {
        int increment = wanted - receive;
        receive = wanted;
        return increment;
    }

    /** How much may be sent. */
    int send() {
        return send;
    }

    void sent(int bytes) {
        send -= bytes;
        queued -= bytes;
    }

    /** So much more content waits for windows; or less, without having been sent. */
    void queue(int bytes) {
        queued += bytes;
    }

    /** How much content of all streams waits. */
    long queued() {
        return queued;
    }

    /** So much has come; false if it is more than was allowed. */
    boolean received(int bytes) {
        receive -= bytes;
        return receive >= 0;
    }

    /** So much is through; returns what the peer is to be told that it may send more, 0 for nothing yet. */
    int consumed(int bytes) {
        credit += bytes;
        if (credit < wanted / 2) {
            return 0;
        }
        int increment = credit;
        receive += credit;
        credit = 0;
        return increment;
    }

    /** The peer takes more. */
    void widen(int increment) {
        long window = (long) send + increment;
        if (increment == 0 || window > Integer.MAX_VALUE) {
            throw new Http2Fault(
                    increment == 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FLOW_CONTROL_ERROR, "WINDOW_UPDATE");
        }
        send = (int) window;
        for (int turns = waiting.size(); turns > 0 && send > 0; turns--) {
            Http2Stream stream = waiting.pollFirst();
            if (stream != null) {
                stream.go();
            }
        }
    }

    /** A stream has something to send as soon as the peer takes more; each has its turn. */
    void waits(Http2Stream stream) {
        waiting.addLast(stream);
    }

    /** A stream waits no longer. */
    void forget(Http2Stream stream) {
        waiting.remove(stream);
    }
}
