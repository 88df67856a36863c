package traefik4j.control.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ClientTls;
import traefik4j.config.KeyValueStore.Login;

/**
 * Servers that all say the same, of which the first that answers is asked, over HTTP/1.1. Answers are limited in size and
 * time. To be used by one thread at a time.
 */
public final class Endpoints implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** More than any configuration there is. */
    private static final int MOST_BYTES = 256 << 20;

    private final String title;
    private final List<URI> servers;
    private final HttpClient client;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int current;

    /**
     * Nothing is sent yet.
     *
     * @param title what the servers are called where they do not answer
     * @param servers {@code host:port}, or with {@code http://} or {@code https://} before
     * @param tls how to speak TLS; null for what the servers say, as the system does it
     * @throws IOException if a certificate or key cannot be used
     */
    public Endpoints(String title, List<String> servers, @Nullable ClientTls tls) throws IOException {
        this.title = title;
        this.servers = servers.stream().map(server -> uri(server, tls != null)).toList();
        ThreadFactory threads = Thread.ofVirtual().name("http-" + title).factory();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .executor(Executors.newThreadPerTaskExecutor(threads));
        if (tls != null) {
            builder.sslContext(TlsIdentity.of(tls).context());
        }
        client = builder.build();
    }

    /**
     * An answer as a whole.
     *
     * @param status the status code
     * @param header one of its headers by name; empty for none
     * @param body its body
     */
    public record Answer(int status, Map<String, List<String>> header, byte[] body) {
        /** The first value of a header; empty if it has none. */
        public String header(String name) {
            return header.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .flatMap(entry -> entry.getValue().stream())
                    .findFirst()
                    .orElse("");
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static URI uri(String server, boolean secure) {
        String lower = server.toLowerCase(Locale.ROOT);
        boolean whole = lower.startsWith("http://") || lower.startsWith("https://");
        String url = whole ? server : (secure ? "https://" : "http://") + server;
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** Sends a header with every request from now on, in place of an earlier one of that name. */
    public void header(String name, String value) {
        headers.put(name, value);
    }

    /** Says who asks, with every request from now on. */
    public void basic(@Nullable Login login) {
        if (login != null) {
            byte[] both = (login.username() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
            header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param target path and query
     * @param body what is sent; null for nothing
     * @throws IOException if no server answers; the message is for users
     */
    public Answer ask(String method, String target, @Nullable String body, Duration patience)
            throws IOException, InterruptedException {
        @Nullable IOException last = null;
        for (int attempt = 0; attempt < servers.size(); attempt++) {
            try {
                return once(request(method, target, body), patience);
            } catch (IOException | TimeoutException e) {
                last = silent(e);
                next();
            }
        }
        throw last == null ? new IOException(title + " has no endpoint") : last;
    }

    /**
     * Asks for something that may not have happened yet.
     *
     * @return empty if it did not happen for so long
     */
    public Optional<Answer> await(String target, Duration most) throws IOException, InterruptedException {
        try {
            return Optional.of(once(request("GET", target, null), most));
        } catch (TimeoutException nothing) {
            return Optional.empty();
        } catch (IOException e) {
            IOException silent = silent(e);
            next();
            throw silent;
        }
    }

    /** The time-out of the JDK ends with the head of an answer, this one with the last byte. */
    private Answer once(HttpRequest request, Duration patience)
            throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            future.cancel(true);
        }
    }

    /** Asks for an answer that has no end yet; the caller waits for it as long as it likes and cancels it. */
    public <T> CompletableFuture<HttpResponse<T>> follow(String target, String body, BodyHandler<T> handler) {
        return client.sendAsync(request("POST", target, body), handler);
    }

    /** Turns to another server, as this one behaves strangely. */
    public void next() {
        current = (current + 1) % servers.size();
    }

    /** What a server that cannot be reached or breaks off means to a user. */
    public IOException silent(Throwable cause) {
        String why = switch (cause) {
            case ConnectException refused -> "nobody is there";
            case HttpConnectTimeoutException away -> "nobody is there";
            case TimeoutException late -> "it takes too long";
            default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
        };
        return new IOException(
                title + " at " + servers.get(current).getAuthority() + " does not answer: " + why, cause);
    }

    private HttpRequest request(String method, String target, @Nullable String body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(servers.get(current) + target))
                .method(method, publisher);
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
