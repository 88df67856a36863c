package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host a name or an address, without brackets
 * @param port a port
 */
record Endpoint(String host, int port) {
    private static final int BY_DEFAULT = 2181;
    private static final int HIGHEST = 65_535;
    private static final Pattern WRITTEN = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:/\\[\\]]+))(?::(\\d{1,5}))?");

    /**
     * What was configured.
     *
     * @throws IOException if it is none; the message is for users
     */
    static Endpoint of(String text) throws IOException {
        Matcher written = WRITTEN.matcher(text);
        int port = written.matches() && written.group(3) != null ? Integer.parseInt(written.group(3)) : BY_DEFAULT;
        if (!written.matches() || port > HIGHEST) {
            throw new IOException("ZooKeeper cannot be at \"" + text + "\" (expected: host:port)");
        }
        return new Endpoint(written.group(1) == null ? written.group(2) : written.group(1), port);
    }

    /** Connects, within this time; the name is looked up. */
    void connect(Socket socket, Duration patience) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host + " is not known to the name service");
        }
        socket.connect(address, (int) patience.toMillis());
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
