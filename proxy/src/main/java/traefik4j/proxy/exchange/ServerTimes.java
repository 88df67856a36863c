package traefik4j.proxy.exchange;

import java.time.Duration;
import traefik4j.config.Forwarding;

/** The time-outs of an exchange with a server, as far as its backend says something about them. */
public final class ServerTimes {
    /** Nothing is said. */
    public static final ServerTimes UNSAID = new ServerTimes(Forwarding.DEFAULT);

    private final long dial;
    private final long responseHeader;
    private final long idle;

    /** What a backend says. */
    public ServerTimes(Forwarding said) {
        dial = RequestTimes.nanos(said.dialTimeout());
        responseHeader = RequestTimes.nanos(said.responseHeaderTimeout());
        idle = RequestTimes.nanos(said.idleTimeout());
    }

    /** For connecting, in nanoseconds; zero for none. */
    public long dial(Duration elsewhere) {
        return RequestTimes.or(dial, elsewhere);
    }

    /** From the end of the request to the head of the response, unless the frontend knows better; zero for none. */
    public long responseHeader(RequestTimes frontend, Duration elsewhere) {
        return frontend.responseHeader(RequestTimes.or(responseHeader, elsewhere));
    }

    /** How long the connection is kept when the exchange is over, in nanoseconds; zero for ever. */
    public long idle(Duration elsewhere) {
        return RequestTimes.or(idle, elsewhere);
    }
}
