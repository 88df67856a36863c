package traefik4j.proxy.upstream;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Networks;

/**
 * The servers that are reached without a proxy: this machine, and those that {@code NO_PROXY} names, by commas: addresses,
 * networks, names with all below them, {@code .name} for what is below alone, each with a port if not all are meant, or
 * {@code *} for all.
 */
final class NoProxy {
    private final boolean all;
    private final List<Entry> entries;

    /** One of them: a name and what is below it, or addresses; an empty port stands for any. */
    private record Entry(
            String name, boolean itself, @Nullable Networks networks, String port) {
        boolean covers(String host, @Nullable InetAddress address, String itsPort) {
            if (!port.isEmpty() && !port.equals(itsPort)) {
                return false;
            }
            if (networks != null) {
                return address != null && networks.contains(address);
            }
            return host.endsWith(name) || itself && host.equals(name.substring(1));
        }
    }

    private NoProxy(boolean all, List<Entry> entries) {
        this.all = all;
        this.entries = List.copyOf(entries);
    }

    /** Reads a list; what cannot be meant is passed over, as Go does. */
    static NoProxy parse(String list) {
        boolean all = false;
        List<Entry> entries = new ArrayList<>();
        for (String part : list.toLowerCase(Locale.ROOT).split(",", -1)) {
            String text = part.strip();
            all |= text.equals("*");
            Entry entry = entry(text);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return new NoProxy(all, entries);
    }

    private static @Nullable Entry entry(String text) {
        if (text.indexOf('/') >= 0) {
            Networks network = networks(text);
            return network == null ? null : new Entry("", false, network, "");
        }
        boolean bare = NetUtil.isValidIpV6Address(text);
        int colon = bare ? -1 : text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        Networks address = networks(host.replaceAll("[\\[\\]]", ""));
        if (address != null) {
            return new Entry("", false, address, port);
        }
        String name = host.startsWith("*.") ? host.substring(1) : host;
        if (name.isEmpty() || name.equals(".")) {
            return null;
        }
        return name.startsWith(".") ? new Entry(name, false, null, port) : new Entry("." + name, true, null, port);
    }

    private static @Nullable Networks networks(String text) {
        try {
            return new Networks(List.of(text));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Whether a server is one of them. */
    boolean covers(String host, int port) {
        InetAddress address = address(host);
        if (all || host.equalsIgnoreCase("localhost") || address != null && address.isLoopbackAddress()) {
            return true;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return entries.stream().anyMatch(entry -> entry.covers(name, address, Integer.toString(port)));
    }

    private static @Nullable InetAddress address(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? null : InetAddress.getByAddress(Objects.requireNonNull(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }
}
