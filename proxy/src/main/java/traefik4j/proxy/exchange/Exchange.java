package traefik4j.proxy.exchange;

import java.util.Arrays;
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
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Worker worker;
    private @Nullable ClientSide client;
    private final RequestHead request = new RequestHead();
    private final ResponseHead response = new ResponseHead();
    private final HeadEdits requestEdits = new HeadEdits();
    private final HeadEdits responseEdits = new HeadEdits();
    private @Nullable Peer peer;
    private @Nullable ServerSide server;
    private @Nullable FailureListener failureListener;
    private ExchangeListener[] listeners = new ExchangeListener[8];
    private int listenerCount;
    private int status;
    private boolean ownAnswer;
    private @Nullable String user;
    private long stamp;
    private int tries;
    private long triedServers;
    private int triesFrom;
    private byte[] forwardedFields = new byte[0];
    private boolean replacesHost;
    private RequestTimes requestTimes = RequestTimes.UNSAID;
    private ServerTimes serverTimes = ServerTimes.UNSAID;

    /** An exchange on this event loop. */
    Exchange(Worker worker) {
        this.worker = worker;
    }

    /** Begins anew. */
    void begin(ClientSide from, Peer address) {
        client = from;
        peer = address;
        replacesHost = false;
        ownAnswer = false;
        user = null;
        status = 0;
        tries = 0;
        triedServers = 0;
        requestTimes = RequestTimes.UNSAID;
        serverTimes = ServerTimes.UNSAID;
    }

    /** Tells the listeners that it is over, and forgets everything. */
    void end(boolean complete) {
        int last = status == 0 ? CLIENT_CLOSED_REQUEST : status;
        while (listenerCount > 0) {
            ExchangeListener listener = listeners[--listenerCount];
            listener.ended(this, last, complete);
        }
        failureListener = null;
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

    /** Wants to be told of the way back. */
    public void listen(ExchangeListener listener) {
        if (listenerCount == listeners.length) {
            listeners = Arrays.copyOf(listeners, listenerCount * 2);
        }
        listeners[listenerCount++] = listener;
    }

    /** The number of listeners, to come back to with {@link #endListeners}. */
    public int listenerCount() {
        return listenerCount;
    }

    /** An attempt is over though the exchange goes on: tells the listeners that came after the first {@code keep}. */
    public void endListeners(int keep, int attemptStatus) {
        while (listenerCount > keep) {
            ExchangeListener listener = listeners[--listenerCount];
            listener.ended(this, attemptStatus, false);
        }
    }

    /** The response is there though it waits: tells the listeners that came after the first {@code keep} of their end. */
    public void settleListeners(int keep, int responseStatus) {
        while (listenerCount > keep) {
            ExchangeListener listener = listeners[--listenerCount];
            listener.responding(this, responseStatus);
            listener.ended(this, responseStatus, true);
        }
    }

    /** The final head is about to be sent. */
    public void responding(int finalStatus) {
        status = finalStatus;
        for (int i = listenerCount - 1; i >= 0; i--) {
            listeners[i].responding(this, finalStatus);
        }
    }

    /** An answer of our own is about to be sent. */
    public void answering(int finalStatus) {
        ownAnswer = true;
        responding(finalStatus);
    }

    /** Whether the response is an answer of our own, not a server's. */
    public boolean isOwnAnswer() {
        return ownAnswer;
    }

    /** The name of who has proven to be somebody; null for nobody. */
    public @Nullable String user() {
        return user;
    }

    /** Somebody has proven to be this user. */
    public void user(String name) {
        user = name;
    }

    /** The status code of the response; 0 as long as there is none. */
    public int status() {
        return status;
    }

    /** When whoever measures it last began to, by its own clock. */
    public long stamp() {
        return stamp;
    }

    /** Notes when somebody begins to measure it. */
    public void stamp(long nanos) {
        stamp = nanos;
    }

    /** Somebody begins to try, and may try again. */
    public void firstTry() {
        tries = 1;
        triedServers = 0;
        triesFrom = listenerCount;
    }

    /** A try failed, the next one begins: whoever came to listen since the first one is told how it ended. */
    public void nextTry(int failedStatus) {
        endListeners(triesFrom, failedStatus);
        tries++;
    }

    /** The number of tries to get a response; 0 where nobody would try again. */
    public int tries() {
        return tries;
    }

    /** Notes which server of its backend is tried; of large numbers nothing is kept. */
    public void trying(int server) {
        if (server < Long.SIZE) {
            triedServers |= 1L << server;
        }
    }

    /** Whether that server of its backend was tried before. */
    public boolean hasTried(int server) {
        return server < Long.SIZE && (triedServers & 1L << server) != 0;
    }

    /** Puts something between the server and the client, which passes on what it does not change. */
    public void client(ClientSide between) {
        client = between;
    }

    /** Wants to be asked when a server fails before anything was sent to it; replaces whoever wanted that before. */
    public void onFailure(@Nullable FailureListener listener) {
        failureListener = listener;
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

    /** How long it may take, as far as its frontend says. */
    public RequestTimes requestTimes() {
        return requestTimes;
    }

    /** Sets how long it may take. */
    public void requestTimes(RequestTimes times) {
        requestTimes = times;
    }

    /** How long its server may take, as far as its backend says. */
    public ServerTimes serverTimes() {
        return serverTimes;
    }

    /** Sets how long its server may take. */
    public void serverTimes(ServerTimes times) {
        serverTimes = times;
    }

    /** Ends the exchange with a response of our own. */
    public void answer(Answer answer) {
        client().answer(answer);
    }

    /** Ends the exchange because the server failed, unless somebody can do better. */
    public void fail(Failure failure) {
        FailureListener listener = failureListener;
        if (listener == null || !failure.isBeforeRequest() || !listener.takesOver(this, failure)) {
            client().answer(failure.answer());
        }
    }
}
