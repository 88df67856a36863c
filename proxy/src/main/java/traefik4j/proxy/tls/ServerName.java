package traefik4j.proxy.tls;

import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

/**
 * The name a server is asked by (SNI, RFC 6066 §3) and verified by.
 *
 * @param host a name without a dot at its end, or an address
 * @param port the port, by which sessions are told apart
 * @param indication what is said in the handshake: nothing where the host is an address
 */
public record ServerName(String host, int port, List<SNIServerName> indication) {
    /** Copies the list. */
    public ServerName {
        indication = List.copyOf(indication);
    }

    ServerName(String host, int port) {
        this(bare(host), port, indication(bare(host)));
    }

    private static String bare(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static List<SNIServerName> indication(String host) {
        boolean isAddress = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        // By its bytes, as names of containers have an underscore now and then.
        return isAddress ? List.of() : List.of(new SNIHostName(host.getBytes(StandardCharsets.US_ASCII)));
    }
}
