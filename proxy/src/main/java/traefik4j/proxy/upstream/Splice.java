package traefik4j.proxy.upstream;

import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Pipe;
import traefik4j.proxy.exchange.Piped;
import traefik4j.proxy.exchange.TcpSocket;
import traefik4j.proxy.exchange.Worker;

/**
 * Moves a large body from a server's socket to a client's through a {@link Pipe}, so that nobody copies it. It takes its
 * turn before each read, which then finds what is not to be moved: the end, an error, what came too fast. What is in the
 * pipe goes to the client before anything that was read.
 */
final class Splice {
    /** A body of which less is to come is not worth a pipe. */
    private static final long WORTH_IT = 128 << 10;

    private static final int MOST_A_TURN = 16;

    private final ServerConnection connection;
    private final ResponseReader reader;
    private final Worker worker;
    private final ClientSide client;
    private final FileDescriptor socket;
    private final Pipe pipe;
    private boolean waits;
    private boolean over;

    private Splice(ServerConnection connection, ResponseReader reader, FileDescriptor socket, Pipe pipe) {
        this.connection = connection;
        this.reader = reader;
        this.socket = socket;
        this.pipe = pipe;
        worker = connection.worker();
        client = connection.exchange().client();
    }

    /** Begins in the middle of a body, or is null where that cannot be done. */
    static @Nullable Splice begin(ServerConnection connection, ResponseReader reader) {
        Channel channel = connection.plainChannel();
        if (reader.left() < WORTH_IT
                || !(channel instanceof TcpSocket plain)
                || !connection.exchange().client().takesPipes()) {
            return null;
        }
        Pipe pipe = connection.worker().takePipe();
        return pipe == null ? null : new Splice(connection, reader, plain.socket(), pipe);
    }

    /** Moves what there is, as far as the client takes it. */
    void move() {
        try {
            for (int turn = 0; turn < MOST_A_TURN && !waits && !over; turn++) {
                int count = pipe.fill(socket, reader.left());
                if (count == 0) {
                    return;
                }
                pass(count);
            }
        } catch (IOException broken) {
            // the read that follows meets it as well, and says so
        }
    }

    private void pass(int count) {
        waits = true;
        reader.passed(count);
        client.body(new Piped(pipe, count, this::gone));
        if (waits) {
            connection.pause();
        }
    }

    /** Whether something is in the pipe. */
    boolean isWaiting() {
        return waits;
    }

    /** What was in the pipe was sent, or will never be. */
    private void gone() {
        waits = false;
        if (over) {
            worker.giveBackPipe(pipe);
        } else {
            connection.resume();
        }
    }

    /** The body is over; what is in the pipe still goes its way. */
    void end() {
        over = true;
        if (!waits) {
            worker.giveBackPipe(pipe);
        }
    }
}
