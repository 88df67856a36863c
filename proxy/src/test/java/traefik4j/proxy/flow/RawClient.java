package traefik4j.proxy.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** A client that sends what it is told, and reads responses. */
final class RawClient extends RawSocket {
    /** A response: its head with the blank line, its body as it was framed. */
    record Response(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** The first value of a field, or an empty text. */
        String field(String name) {
            String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ": ";
            int at = head.toLowerCase(Locale.ROOT).indexOf(start);
            return at < 0 ? "" : head.substring(at + start.length(), head.indexOf('\r', at + start.length()));
        }
    }

    RawClient(Socket socket) {
        super(socket);
    }

    /** A client with a connection of its own kind. */
    static RawClient over(Socket socket) {
        return new RawClient(socket);
    }

    /** Connects. */
    static RawClient connect(InetSocketAddress address) {
        return connect(address, 0);
    }

    /** Connects with a receive buffer of this size; 0 for the usual one. */
    static RawClient connect(InetSocketAddress address, int receiveBuffer) {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RawClient(socket);
    }

    /** Sends a request and reads its response. */
    Response exchange(String request) {
        send(request);
        return response();
    }

    /** Reads a response. */
    Response response() {
        String head = readThrough("\r\n\r\n");
        return new Response(head, hasNoBody(head) ? "" : readBody(head));
    }

    /** Reads the head of a response. */
    Response head() {
        return new Response(readThrough("\r\n\r\n"), "");
    }

    /** Reads a response whose body ends with the connection. */
    Response responseToEnd() {
        return new Response(readThrough("\r\n\r\n"), readToEnd());
    }

    private static boolean hasNoBody(String head) {
        return head.startsWith("1", 9) || head.startsWith("204", 9) || head.startsWith("304", 9);
    }
}
