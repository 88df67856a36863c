package traefik4j.proxy.exchange;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Messages to another process by a socket that has a path (unix(7)), which Java has streams for only. */
public final class LocalDatagrams {
    /** The longest path that an address has room for. */
    public static final int LONGEST_PATH = 107;

    private LocalDatagrams() {}

    /** Whether they can be sent on this system. */
    public static boolean arePossible() {
        return Epoll.isAvailable();
    }

    /**
     * Sends one, without waiting.
     *
     * @param path where to, at most {@link #LONGEST_PATH} bytes; if the first is 0, a name in the kernel's own space
     * @throws IOException if nobody takes it
     */
    public static void send(byte[] path, byte[] message) throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(message.length).put(message);
        Socket socket = Socket.newSocketDomainDgram();
        try {
            if (socket.sendToDomainSocket(direct, 0, message.length, path) < message.length) {
                throw new IOException("too many messages wait there");
            }
        } finally {
            socket.close();
        }
    }
}
