package traefik4j.proxy.exchange;

import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** What is thrown when a socket has failed, which is the doing of whoever is at its other end. */
public final class SocketFaults {
    private SocketFaults() {}

    /** Whether it is one; that there is no connection any more when it is to be read is one as well. */
    public static boolean areSeenIn(Throwable cause) {
        return cause instanceof IOException || cause instanceof NotYetConnectedException;
    }
}
