package traefik4j.proxy.ocsp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A responder that answers whatever a test wants. */
public final class TestResponder implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<byte[]> questions = new LinkedBlockingQueue<>();
    private volatile Reply reply = exchange -> exchange.sendResponseHeaders(500, -1);

    /** What it does with a question. */
    @FunctionalInterface
    public interface Reply {
        /** Answers. */
        void to(HttpExchange exchange) throws IOException;
    }

    /** Listens. */
    public TestResponder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean asked = exchange.getRequestMethod().equals("POST")
                        && "application/ocsp-request"
                                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
                questions.add(exchange.getRequestBody().readAllBytes());
                if (asked) {
                    reply.to(exchange);
                } else {
                    exchange.sendResponseHeaders(400, -1);
                }
            }
        });
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/ocsp";
    }

    /** Answers with these bytes from now on. */
    public void says(byte[] bytes) {
        does(exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    /** Does this from now on. */
    public void does(Reply next) {
        reply = next;
    }

    /** The questions, in their order. */
    public BlockingQueue<byte[]> questions() {
        return questions;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
