package traefik4j.config.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.Tls;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes entry points of their sections (reference §2.1). */
final class EntryPointBinding {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.%\\w]+]|[^:\\[\\]/\\s]*):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final Findings findings;
    private final Notices notices;
    private final Map<String, String> takenBy = new HashMap<>();

    EntryPointBinding(Findings findings, Notices notices) {
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
        checkAddress(name, address, section);
        ForwardedHeaders forwarded = section.table("forwardedHeaders")
                .map(table -> new ForwardedHeaders(table.list("trustedIPs"), table.truth("insecure", false)))
                .orElse(ForwardedHeaders.NOBODY);
        if (!section.has("forwardedHeaders")) {
            notices.believesNobody(name);
        }
        return new EntryPoint(
                address,
                forwarded,
                section.table("tls").map(tls -> tls(name, tls)).orElse(null));
    }

    private void checkAddress(String name, String address, Table section) {
        KeyPath key = KeyPath.of("entryPoints", name, "address");
        var matcher = ADDRESS.matcher(address);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT) {
            String what = address.isEmpty() ? "is missing" : '"' + address + '"';
            findings.error(section.placeOf("address"), key, what + " (expected: host:port or :port)");
            return;
        }
        String other = takenBy.putIfAbsent(address, name);
        if (other != null && Integer.parseInt(matcher.group(2)) != 0) {
            findings.error(section.placeOf("address"), key, address + " is taken by entry point " + other);
        }
    }

    private Tls tls(String name, Table section) {
        KeyPath key = KeyPath.of("entryPoints", name, "tls");
        List<Tls.Certificate> certificates = new ArrayList<>();
        for (Table table : section.tables("certificates")) {
            certificates.add(certificate(key.then("certificates"), table));
        }
        Tls.@Nullable Certificate fallback = section.table("defaultCertificate")
                .map(table -> certificate(key.then("defaultCertificate"), table))
                .orElse(null);
        return new Tls(certificates, fallback);
    }

    private Tls.Certificate certificate(KeyPath key, Table table) {
        for (String file : List.of("certFile", "keyFile")) {
            if (table.text(file).orElse("").isEmpty()) {
                findings.error(table.place(), key.then(file), "is missing (expected: a path or PEM text)");
            }
        }
        return new Tls.Certificate(
                table.text("certFile").orElse(""), table.text("keyFile").orElse(""));
    }
}
