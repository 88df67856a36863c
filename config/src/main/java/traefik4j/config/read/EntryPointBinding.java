package traefik4j.config.read;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.Http3;
import traefik4j.config.Place;
import traefik4j.config.ProxyProtocol;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes entry points of their sections (reference §2.1). */
final class EntryPointBinding {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.%\\w]+]|[^:\\[\\]/\\s]*):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final Path directory;
    private final Findings findings;
    private final Notices notices;
    private final Map<String, String> takenBy = new HashMap<>();

    /**
     * Binds with what is found and said.
     *
     * @param directory where relative paths begin
     */
    EntryPointBinding(Path directory, Findings findings, Notices notices) {
        this.directory = directory;
        this.findings = findings;
        this.notices = notices;
    }

    Map<String, EntryPoint> bind(Table sections) {
        Map<String, EntryPoint> entryPoints = new LinkedHashMap<>();
        sections.forEach((name, node) -> {
            if (node instanceof Table section) {
                entryPoints.put(name, entryPoint(name, section));
            }
        });
        return entryPoints;
    }

    private EntryPoint entryPoint(String name, Table section) {
        String address = section.text("address").orElse("");
        checkAddress(name, KeyPath.of("entryPoints", name, "address"), address, section.placeOf("address"));
        if (!section.has("forwardedHeaders")) {
            notices.believesNobody(name);
        }
        return new EntryPoint(
                address,
                section.table("forwardedHeaders")
                        .map(table -> forwarded(name, table))
                        .orElse(ForwardedHeaders.NOBODY),
                section.table("tls")
                        .map(tls -> new TlsBinding(directory, findings)
                                .entryPoint(KeyPath.of("entryPoints", name, "tls"), tls))
                        .orElse(null),
                new AccessBinding(findings).bind(KeyPath.of("entryPoints", name), section, "whiteListSourceRange"),
                section.truth("compress", false),
                section.table("proxyProtocol")
                        .map(table -> proxyProtocol(name, table))
                        .orElse(null),
                section.table("http3")
                        .map(table -> http3(name, table, section.table("tls").orElse(null)))
                        .orElse(null));
    }

    private Http3 http3(String name, Table section, @Nullable Table tls) {
        KeyPath key = KeyPath.of("entryPoints", name, "http3");
        int port = section.number("advertisedPort", 0);
        if (port > LAST_PORT) {
            findings.error(
                    section.placeOf("advertisedPort"), key.then("advertisedPort"), port + " (expected: 0 to 65535)");
        }
        if (tls == null) {
            findings.error(section.place(), key, "without TLS (expected: a section tls beside it)");
        } else if (tls.has("hosts")) {
            String what = "where hosts have TLS policies of their own, which HTTP/3 cannot keep apart"
                    + " (expected: http3 or tls.hosts, not both)";
            findings.error(section.place(), key, what);
        }
        return new Http3(port);
    }

    private ProxyProtocol proxyProtocol(String name, Table section) {
        KeyPath key = KeyPath.of("entryPoints", name, "proxyProtocol");
        List<String> trusted = section.list("trustedIPs");
        TrustedNetworks.check(trusted, section.placeOf("trustedIPs"), key.then("trustedIPs"), findings);
        boolean insecure = section.truth("insecure", false);
        if (trusted.isEmpty() && !insecure) {
            findings.error(section.place(), key, "believes nobody (expected: trustedIPs, or insecure = true)");
        }
        return new ProxyProtocol(trusted, insecure);
    }

    private ForwardedHeaders forwarded(String name, Table section) {
        List<String> trusted = section.list("trustedIPs");
        KeyPath key = KeyPath.of("entryPoints", name, "forwardedHeaders", "trustedIPs");
        TrustedNetworks.check(trusted, section.placeOf("trustedIPs"), key, findings);
        return new ForwardedHeaders(trusted, section.truth("insecure", false));
    }

    /** The address of an entry point that is configured elsewhere, checked as all the others are. */
    EntryPoint plain(String name, KeyPath key, String address, Place place) {
        checkAddress(name, key, address, place);
        return new EntryPoint(address, ForwardedHeaders.NOBODY, null);
    }

    private void checkAddress(String name, KeyPath key, String address, Place place) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            String what = address.isEmpty() ? "is missing" : '"' + address + '"';
            findings.error(place, key, what + " (expected: host:port or :port)");
            return;
        }
        String other = takenBy.putIfAbsent(address, name);
        if (other != null && Integer.parseInt(parts.group(2)) != 0) {
            findings.error(place, key, address + " is taken by entry point " + other);
        }
    }
}
