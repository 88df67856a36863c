package traefik4j.proxy.exchange;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.ResponseHead;

/**
 * One request and its response, from the border to the client to the border to the server. It lives on one event loop
 * and is used again for another one when it is over.
 */
public final class Exchange {
    private final Worker worker;
    private @Nullable ClientSide client;
    private final RequestHead request = new RequestHead();
    private final ResponseHead response = new ResponseHead();
    private final HeadEdits requestEdits = new HeadEdits();
    private final HeadEdits responseEdits = new HeadEdits();
    private @Nullable Peer peer;
    private @Nullable ServerSide server;
    private byte[] forwardedFields = new byte[0];
    private boolean replacesHost;

    /** An exchange on this event loop. */
    Exchange(Worker worker) {
        this.worker = worker;
    }

    /** Begins anew. */
    void begin(ClientSide from, Peer address) {
        client = from;
        peer = address;
        replacesHost = false;
    }

    /** Forgets everything. */
    void end() {
        client = null;
        peer = null;
        server = null;
        requestEdits.clear();
        responseEdits.clear();
    }

    /** The event loop. */
    public Worker worker() {
        return worker;
    }

    /** Where the response goes. */
    public ClientSide client() {
        if (client == null) {
            throw new IllegalStateException("the exchange is over");
        }
        return client;
    }

    /** The client's address and what is known of it. */
    public Peer peer() {
        if (peer == null) {
            throw new IllegalStateException("the exchange is over");
        }
        return peer;
    }

    /** The head of the request. */
    public RequestHead request() {
        return request;
    }

    /** The head of the response, once there is one. */
    public ResponseHead response() {
        return response;
    }

    /** What is changed in the request's fields. */
    public HeadEdits requestEdits() {
        return requestEdits;
    }

    /** What is changed in the response's fields. */
    public HeadEdits responseEdits() {
        return responseEdits;
    }

    /** The server, once one has taken the exchange. */
    public @Nullable ServerSide server() {
        return server;
    }

    /** A server takes the exchange. */
    public void server(@Nullable ServerSide taken) {
        server = taken;
    }

    /** The lines {@code X-Forwarded-*} the server gets. Not to be changed. */
    public byte[] forwardedFields() {
        return forwardedFields;
    }

    /** Sets the lines {@code X-Forwarded-*} the server gets, each ended by CR LF. */
    public void forwardedFields(byte[] lines) {
        forwardedFields = lines;
    }

    /** Whether the server gets its own name as {@code Host}, not the client's (reference §3.7). */
    public boolean replacesHost() {
        return replacesHost;
    }

    /** Says that the server gets its own name as {@code Host}. */
    public void replaceHost() {
        replacesHost = true;
    }

    /** Ends the exchange with a response of our own. */
    public void answer(Answer answer) {
        client().answer(answer);
    }

    /** Ends the exchange because the server failed. */
    public void fail(Failure failure) {
        client().answer(failure.answer());
    }
}
