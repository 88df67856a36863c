package traefik4j.proxy.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.FirstBytes;

/**
 * Reads the beginning of a connection at an entry point where it matters for whom it is: with TCP frontends, or with hosts
 * that have TLS policies of their own. It waits for the first message of TLS, tells which name is asked for, and takes
 * nothing away. What begins like TLS and is none is closed.
 */
public final class HelloReader implements FirstBytes.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(HelloReader.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Next next;
    private final ClientHello hello = new ClientHello();

    /** Goes on with a connection of which the beginning is known. */
    @FunctionalInterface
    public interface Next {
        /**
         * Adds the handlers that come now.
         *
         * @param isTls whether it begins with TLS
         * @param serverName the name asked for, in lower case and without a dot at its end; null for none
         */
        void begin(boolean isTls, @Nullable String serverName);
    }

    /** A reader for one connection. */
    public HelloReader(Next next) {
        this.next = next;
    }

    /** How long the message may take, in nanoseconds, where heads of requests may take so long: never for ever. */
    public static long limit(Duration ofHeads) {
        return (ofHeads.isZero() ? LONGEST : ofHeads).toNanos();
    }

    @Override
    public FirstBytes.Outcome read(Channel channel, ByteBuf all) {
        return switch (hello.read(all)) {
            case MORE -> FirstBytes.Outcome.MORE;
            case OTHER -> begin(false, null);
            case COMPLETE -> begin(true, hello.serverName());
            case BROKEN -> {
                LOG.debug("client {}: no ClientHello, though it begins like one", channel.remoteAddress());
                yield FirstBytes.Outcome.BROKEN;
            }
        };
    }

    private FirstBytes.Outcome begin(boolean isTls, @Nullable String serverName) {
        next.begin(isTls, serverName);
        return FirstBytes.Outcome.UNDERSTOOD;
    }
}
