package traefik4j.proxy.exchange;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of addresses and networks in CIDR notation. An IPv4 address written as IPv6 counts as IPv4. */
public final class Networks {
    /** No address. */
    public static final Networks NONE = new Networks(List.of());

    /** Every address. */
    public static final Networks ALL = new Networks(List.of("0.0.0.0/0", "::/0"));

    private final List<Network> networks = new ArrayList<>();

    /**
     * The set these texts name.
     *
     * @throws IllegalArgumentException if one is neither an address nor a network
     */
    public Networks(List<String> texts) {
        texts.forEach(text -> networks.add(Network.of(text)));
    }

    /** Whether the address belongs to one of them. */
    public boolean contains(InetAddress address) {
        byte[] bytes = withoutMapping(address.getAddress());
        for (Network network : networks) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutMapping(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return bytes;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return bytes;
            }
        }
        return Arrays.copyOfRange(bytes, 12, 16);
    }

    /** A network: an address and how many of its bits count. */
    private record Network(byte[] address, int bits) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            String host = slash < 0 ? text : text.substring(0, slash);
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host.strip());
            if (bytes == null) {
                throw new IllegalArgumentException(text + " (expected: an IP address or a network such as 10.0.0.0/8)");
            }
            int all = bytes.length * 8;
            int bits = slash < 0 ? all : bits(text, slash, all);
            byte[] plain = withoutMapping(bytes);
            return new Network(plain, Math.max(0, bits - (bytes.length - plain.length) * 8));
        }

        private static int bits(String text, int slash, int all) {
            String number = text.substring(slash + 1).strip();
            int bits = number.matches("\\d{1,3}") ? Integer.parseInt(number) : -1;
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException(text + " (expected: a prefix length from 0 to " + all + ")");
            }
            return bits;
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i += 8) {
                int mask = bits - i >= 8 ? 0xff : 0xff << 8 - (bits - i);
                if (((address[i / 8] ^ other[i / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
