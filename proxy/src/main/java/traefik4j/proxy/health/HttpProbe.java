package traefik4j.proxy.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.upstream.ForwardProxy;
import traefik4j.proxy.upstream.ProxyGreeting;

/**
 * Asks by {@code GET}, follows redirects, and looks at nothing but heads. A client of its own, so small that starting it
 * costs nothing; it blocks and belongs on virtual threads.
 */
final class HttpProbe implements Probe {
    private static final int MOST_REDIRECTS = 10;
    private static final int LONGEST_HEAD = 64 << 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: [^\r\n]*)?\r?\n");
    private static final Pattern LOCATION =
            Pattern.compile("\nlocation:[ \t]*([^\r\n]*?)[ \t]*\r?\n", Pattern.CASE_INSENSITIVE);

    private final String hostname;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Wire wire;
    private volatile @Nullable OutgoingTls made;

    /**
     * A probe.
     *
     * @param hostname what is sent as {@code Host}; empty for the server's own
     * @param timeout for the whole of a check
     * @param wire how connections begin
     */
    HttpProbe(String hostname, Map<String, String> headers, Duration timeout, Wire wire) {
        this.wire = wire;
        this.hostname = hostname;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
    }

    @Override
    public int status(URI target) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        URI at = target;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            String head = head(at, deadline);
            int status = status(head);
            Matcher location = LOCATION.matcher(head);
            if (!isRedirect(status) || !location.find()) {
                return status;
            }
            at = resolve(at, location.group(1));
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static URI resolve(URI from, String location) throws IOException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirect to " + location, e);
        }
    }

    private String head(URI at, long deadline) throws IOException {
        try (Socket socket = connect(at, deadline)) {
            socket.getOutputStream().write(request(at).getBytes(StandardCharsets.ISO_8859_1));
            return head(socket, deadline);
        }
    }

    private Socket connect(URI at, long deadline) throws IOException {
        boolean secure = "https".equals(at.getScheme());
        if (at.getHost() == null || !secure && !"http".equals(at.getScheme())) {
            throw new IOException(at + " cannot be asked");
        }
        String host = host(at);
        int port = port(at);
        ForwardProxy proxy = proxy(at);
        Socket socket = new Socket();
        try {
            socket.connect(
                    proxy == null
                            ? new InetSocketAddress(host, port)
                            : new InetSocketAddress(proxy.host(), proxy.port()),
                    left(deadline));
            socket.setSoTimeout(left(deadline));
            if (proxy != null && tunnels(at)) {
                tunnel(socket, proxy.connect(host, port), deadline);
            }
            if (wire.greeting() != null) {
                socket.getOutputStream().write(ProxyGreeting.ofItself(wire.greeting()));
            }
            return secure ? secured(socket, host, port) : socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String host(URI at) {
        return at.getHost().replaceAll("[\\[\\]]", "");
    }

    private static int port(URI at) {
        return at.getPort() >= 0 ? at.getPort() : "https".equals(at.getScheme()) ? 443 : 80;
    }

    /** The proxy by which a server is reached, as requests reach it. */
    private @Nullable ForwardProxy proxy(URI at) throws IOException {
        try {
            return wire.proxies().of(at.getScheme(), host(at), port(at));
        } catch (IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /** Whether a proxy on the way does not get the request itself. */
    private boolean tunnels(URI at) {
        return "https".equals(at.getScheme()) || wire.greeting() != null;
    }

    private static void tunnel(Socket socket, String connect, long deadline) throws IOException {
        socket.getOutputStream().write(connect.getBytes(StandardCharsets.ISO_8859_1));
        String answer = head(socket, deadline);
        if (status(answer) / 100 != 2) {
            throw new IOException(
                    "the proxy answers " + answer.lines().findFirst().orElseThrow());
        }
    }

    private static int status(String head) {
        return Integer.parseInt(
                STATUS.matcher(head).results().toList().getLast().group(1));
    }

    private Socket secured(Socket socket, String host, int port) throws IOException {
        OutgoingTls known = made;
        if (known == null) {
            known = wire.tls().get();
            made = known;
        }
        return known.secured(socket, host, port);
    }

    private String request(URI at) throws IOException {
        String path = at.getRawPath() == null || at.getRawPath().isEmpty() ? "/" : at.getRawPath();
        String query = at.getRawQuery() == null ? "" : "?" + at.getRawQuery();
        ForwardProxy told = tunnels(at) ? null : proxy(at);
        String origin = told == null ? "" : "http://" + at.getRawAuthority();
        StringBuilder head = new StringBuilder("GET " + origin + path + query + " HTTP/1.1\r\n");
        head.append(told == null ? "" : told.credentials());
        head.append("Host: ")
                .append(hostname.isEmpty() ? at.getRawAuthority() : hostname)
                .append("\r\n");
        head.append("User-Agent: Traefik4J\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static String head(Socket socket, long deadline) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] part = new byte[1024];
        while (head.length() < LONGEST_HEAD) {
            socket.setSoTimeout(left(deadline));
            int length = in.read(part);
            if (length < 0) {
                throw new IOException("closed before the end of the head");
            }
            head.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
            int end = endOfFinalHead(head);
            if (end > 0) {
                return head.substring(0, end);
            }
        }
        throw new IOException("a head of more than " + LONGEST_HEAD + " bytes");
    }

    /** Where the final head ends, interim ones before it included; 0 if it is not there yet. */
    private static int endOfFinalHead(StringBuilder received) throws IOException {
        int from = 0;
        while (true) {
            Matcher status = STATUS.matcher(received).region(from, received.length());
            int end = received.indexOf("\r\n\r\n", from);
            if (end < 0) {
                return 0;
            }
            if (!status.lookingAt()) {
                throw new IOException("not HTTP");
            }
            if (!status.group(1).startsWith("1")) {
                return end + 4;
            }
            from = end + 4;
        }
    }

    private static int left(long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("too slow");
        }
        return (int) millis;
    }
}
