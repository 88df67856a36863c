package traefik4j.proxy.exchange;

import io.netty.channel.epoll.Native;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A pipe of the kernel, through which bytes go from one socket to another without being copied (splice(2) of Linux).
 * Lives on one event loop, whose {@link Worker} keeps those that are free.
 */
public final class Pipe {
    /** The bytes that have room in a pipe nobody has enlarged (pipe(7)). */
    private static final int ROOM = 64 << 10;

    private final FileDescriptor out;
    private final FileDescriptor in;
    private int held;

    private Pipe(FileDescriptor out, FileDescriptor in) {
        this.out = out;
        this.in = in;
    }

    /** A new one; null if the system gives none, as when too many files are open. */
    static @Nullable Pipe open() {
        try {
            FileDescriptor[] ends = FileDescriptor.pipe();
            return new Pipe(ends[0], ends[1]);
        } catch (IOException tooMany) {
            return null;
        }
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return held == 0;
    }

    /**
     * Takes bytes out of a socket.
     *
     * @param most how many at most
     * @return how many; 0 if there were none, no room, or the end
     */
    public int fill(FileDescriptor socket, long most) throws IOException {
        int room = (int) Math.min(most, ROOM - held);
        // The number of a socket that is closed may be another one's by now.
        int count = room == 0 || !socket.isOpen() ? 0 : Native.splice(socket.intValue(), -1, in.intValue(), -1, room);
        held += count;
        return count;
    }

    /** Gives bytes to a socket; returns how many it took. */
    int drain(FileDescriptor socket, long most) throws IOException {
        int count = Native.splice(out.intValue(), -1, socket.intValue(), -1, most);
        held -= count;
        return count;
    }

    void close() {
        close(in);
        close(out);
    }

    private static void close(FileDescriptor end) {
        try {
            end.close();
        } catch (IOException gone) {
            // there is nothing left to be done about it
        }
    }
}
