package traefik4j.proxy.exchange;

import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Reasons;

/** Why an exchange with a server came to nothing, and what the client is told (reference §4.2). */
public enum Failure {
    /** The backend has no server that could be asked. */
    NO_SERVER(503),
    /** The name of the server is unknown. */
    UNKNOWN_HOST(502),
    /** The server refused the connection. */
    CONNECT_FAILED(502),
    /** The server did not take the connection in time. */
    CONNECT_TIMEOUT(504),
    /** No TLS with the server: it is not who it should be, or speaks something else. */
    TLS_FAILED(500),
    /** The server closed or reset the connection before it answered. */
    CLOSED_EARLY(502),
    /** The server did not answer in time. */
    RESPONSE_TIMEOUT(504),
    /** The server sent something that is not a response. */
    BAD_RESPONSE(500),
    /** The server speaks nothing that WebSocket is asked for in. */
    NO_WEBSOCKET(502),
    /** Something in the proxy itself broke. */
    INTERNAL(500);

    private final Answer answer;

    Failure(int status) {
        answer = Answer.text(status, Reasons.of(status));
    }

    /** Whether not a byte of the request can have reached a server. */
    public boolean isBeforeRequest() {
        return this == UNKNOWN_HOST || this == CONNECT_FAILED || this == CONNECT_TIMEOUT || this == TLS_FAILED;
    }

    /** What the client is told. */
    public Answer answer() {
        return answer;
    }
}
