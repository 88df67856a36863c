package traefik4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import traefik4j.config.Limits;
import traefik4j.proxy.exchange.Destination;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.RequestWriter;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;
import traefik4j.proxy.http.ResponseWriter;
import traefik4j.proxy.http.ResponseWriter.Connection;
import traefik4j.proxy.http.ResponseWriter.Framing;

/** Copying heads out for the other side: without the fields of one hop, with our own lines, and with edits. */
@State(Scope.Thread)
public class HeadWriting extends Measured {
    private static final Destination SERVER = Destination.direct(Ascii.bytes("127.0.0.1:8080"));
    private static final byte[] FORWARDED = Ascii.bytes("""
            X-Forwarded-For: 127.0.0.1
            X-Forwarded-Host: bench.local
            X-Forwarded-Port: 80
            X-Forwarded-Proto: http
            X-Forwarded-Server: bench
            X-Real-Ip: 127.0.0.1
            """.replace("\n", "\r\n"));
    private static final HeaderName SET = new HeaderName("X-Set");
    private static final HeaderName REMOVED = new HeaderName("Accept-Language");
    private static final byte[] VALUE = Ascii.bytes("a value of a middleware");

    private final byte[] out = new byte[16 << 10];
    private final ResponseHead response = new ResponseHead();
    private Exchange exchange = Nobody.asks(Sample.SMALL.request());

    /** Which messages. */
    @Param
    public Sample sample = Sample.SMALL;

    /** Reads the messages. */
    @Setup
    public void read() {
        exchange = Nobody.asks(sample.request());
        exchange.forwardedFields(FORWARDED);
        byte[] bytes = sample.response();
        new ResponseParser(Limits.DEFAULT.maxHeaderCount()).parse(bytes, 0, bytes.length, response);
    }

    /** The head a server gets. */
    @Benchmark
    public int request() {
        exchange.requestEdits().clear();
        return RequestWriter.write(exchange, SERVER, out);
    }

    /** The head a server gets, one field set and another one removed by a middleware. */
    @Benchmark
    public int editedRequest() {
        edit(exchange.requestEdits());
        return RequestWriter.write(exchange, SERVER, out);
    }

    /** The head a client gets. */
    @Benchmark
    public int response() {
        exchange.responseEdits().clear();
        return write();
    }

    /** The head a client gets, one field set and another one removed by a middleware. */
    @Benchmark
    public int editedResponse() {
        edit(exchange.responseEdits());
        return write();
    }

    private int write() {
        return ResponseWriter.write(response, exchange.responseEdits(), Connection.PERSISTENT, Framing.RECEIVED, out);
    }

    private static void edit(HeadEdits edits) {
        edits.clear();
        edits.set(SET, VALUE);
        edits.remove(REMOVED);
    }
}
