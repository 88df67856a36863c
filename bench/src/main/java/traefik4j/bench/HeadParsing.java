package traefik4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import traefik4j.config.Limits;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestParser;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;

/** Reading heads of HTTP/1: strictly, in place, the path in its canonical form. */
@State(Scope.Thread)
public class HeadParsing extends Measured {
    private final RequestParser requests = new RequestParser(Limits.DEFAULT);
    private final ResponseParser responses = new ResponseParser(Limits.DEFAULT.maxHeaderCount());
    private final RequestHead requestHead = new RequestHead();
    private final ResponseHead responseHead = new ResponseHead();

    /** Which messages. */
    @Param
    public Sample sample = Sample.SMALL;

    /** Fails where a message is not read to its end. */
    @Setup
    public void check() {
        if (request() != sample.request().length || response() != sample.response().length) {
            throw new IllegalStateException(sample + " is refused");
        }
    }

    /** The head of a request. */
    @Benchmark
    public int request() {
        return requests.parse(sample.request(), 0, sample.request().length, requestHead);
    }

    /** The head of a response. */
    @Benchmark
    public int response() {
        return responses.parse(sample.response(), 0, sample.response().length, responseHead);
    }
}
