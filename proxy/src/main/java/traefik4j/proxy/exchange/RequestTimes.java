package traefik4j.proxy.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import traefik4j.config.FrontendTimeouts;

/**
 * The time-outs of an exchange, as far as its frontend says something about them. In nanoseconds; zero is none.
 */
public final class RequestTimes {
    /** Nothing is said. */
    public static final RequestTimes UNSAID = new RequestTimes(FrontendTimeouts.DEFAULT);

    private static final long AS_ELSEWHERE = -1;

    private final long request;
    private final long response;
    private final long responseHeader;
    private final long idle;
    private final long minBodyRate;

    /** What a frontend says. */
    public RequestTimes(FrontendTimeouts said) {
        request = nanos(said.request());
        response = nanos(said.response());
        responseHeader = nanos(said.responseHeader());
        idle = nanos(said.idle());
        minBodyRate = said.minBodyRate() == null ? AS_ELSEWHERE : said.minBodyRate();
    }

    static long nanos(@Nullable Duration duration) {
        return duration == null ? AS_ELSEWHERE : duration.toNanos();
    }

    static long or(long said, Duration elsewhere) {
        return said == AS_ELSEWHERE ? elsewhere.toNanos() : said;
    }

    /** Whether a time-out is over; zero is none. */
    public static boolean exceeds(long nanos, long limit) {
        return limit > 0 && nanos > limit;
    }

    /** The same. */
    public static boolean exceeds(long nanos, Duration limit) {
        return exceeds(nanos, limit.toNanos());
    }

    /** For reading the whole request. */
    public long request(Duration elsewhere) {
        return or(request, elsewhere);
    }

    /** From the end of the request's head to the end of the response. */
    public long response(Duration elsewhere) {
        return or(response, elsewhere);
    }

    /** From the end of the request to the head of the response. */
    long responseHeader(long elsewhere) {
        return responseHeader == AS_ELSEWHERE ? elsewhere : responseHeader;
    }

    /** How long nothing may go to the server or come from it. */
    public long idle() {
        return Math.max(idle, 0);
    }

    /** How long nothing may go either way in a tunnel. */
    public long idle(Duration elsewhere) {
        return or(idle, elsewhere);
    }

    /** Bytes a second the body of the request has to bring. */
    public long minBodyRate(int elsewhere) {
        return minBodyRate == AS_ELSEWHERE ? elsewhere : minBodyRate;
    }
}
