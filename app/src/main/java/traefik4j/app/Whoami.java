package traefik4j.app;

import java.net.InetSocketAddress;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;

/** An example server: answers with who it is and what it was asked, as Traefik's {@code whoami} does. */
final class Whoami implements Handler {
    private final String name;
    private final String host;
    private final String address;

    /**
     * A server.
     *
     * @param name by which to tell it from others like it
     * @param host the name of this machine
     * @param address where it listens, without port
     */
    Whoami(String name, String host, String address) {
        this.name = name;
        this.host = host;
        this.address = address;
    }

    @Override
    public void handle(Exchange exchange) {
        InetSocketAddress client = exchange.peer().address();
        RequestHead request = exchange.request();
        String head = Ascii.text(request.bytes(), request.methodStart(), request.methodStart() + request.length());
        String body = "Name: " + name + "\nHostname: " + host + "\nIP: " + address + "\nRemoteAddr: "
                + client.getAddress().getHostAddress() + ":" + client.getPort() + "\n" + head.replace("\r\n", "\n");
        exchange.answer(Answer.text(200, body));
    }
}
