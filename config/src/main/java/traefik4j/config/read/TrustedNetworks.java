package traefik4j.config.read;

import java.net.InetAddress;
import java.util.List;
import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;

/** Checks addresses and networks in CIDR notation, without asking DNS. */
final class TrustedNetworks {
    private TrustedNetworks() {}

    static void check(List<String> texts, Place place, KeyPath key, Findings findings) {
        for (String text : texts) {
            if (!isNetwork(text.strip())) {
                String what = '"' + text + "\" (expected: an IP address, or a network such as 10.0.0.0/8)";
                findings.error(place, key, what);
            }
        }
    }

    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int bits = address.contains(":") ? 128 : 32;
        return isAddress(address) && (slash < 0 || isLength(text.substring(slash + 1), bits));
    }

    private static boolean isAddress(String text) {
        try {
            return isWhole(text) && InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Java takes {@code 10.1} for 10.0.0.1, and brackets for what belongs into a URL. */
    private static boolean isWhole(String text) {
        return !text.startsWith("[") && (text.contains(":") || text.split("\\.", -1).length == 4);
    }

    private static boolean isLength(String text, int most) {
        return text.matches("\\d{1,3}") && Integer.parseInt(text) <= most;
    }
}
