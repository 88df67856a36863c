package traefik4j.config.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Certificate;
import traefik4j.config.CipherSuite;
import traefik4j.config.ClientCa;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.Pem;
import traefik4j.config.Place;
import traefik4j.config.Tls;
import traefik4j.config.TlsVersion;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/**
 * Makes certificates and the TLS of entry points of their sections (reference §2.3). A certificate that cannot be read is
 * kept with its fault: it costs only itself, and whoever loads it says so.
 */
final class TlsBinding {
    private final Path directory;
    private final Findings findings;

    /**
     * Binds.
     *
     * @param directory where relative paths begin
     */
    TlsBinding(Path directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    /** The section {@code tls} of an entry point. */
    Tls entryPoint(KeyPath path, Table section) {
        List<Certificate> certificates = new ArrayList<>();
        for (Table table : section.tables("certificates")) {
            certificates.add(certificate(
                    path.then("certificates").then(String.valueOf(certificates.size())), table, table.place()));
        }
        return new Tls(
                certificates,
                section.table("defaultCertificate")
                        .map(table -> certificate(path.then("defaultCertificate"), table, table.place()))
                        .orElse(null),
                section.truth("sniStrict", false),
                minVersion(path.then("minVersion"), section),
                cipherSuites(path.then("cipherSuites"), section),
                clientCa(path, section),
                section.has("ocsp") ? Boolean.valueOf(section.truth("ocsp", false)) : null);
    }

    /** The list {@code tls} of a dynamic configuration. */
    List<DynamicCertificate> dynamic(List<Table> tables) {
        List<DynamicCertificate> all = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            KeyPath path = KeyPath.of("tls", String.valueOf(i), "certificate");
            all.add(new DynamicCertificate(
                    table.list("entryPoints"),
                    certificate(path, table.tableOrEmpty("certificate"), table.placeOf("certificate"))));
        }
        return all;
    }

    private Certificate certificate(KeyPath path, Table table, Place place) {
        return new Certificate(pem(table, "certFile"), pem(table, "keyFile"), place, path.toString());
    }

    private Pem pem(Table table, String name) {
        return Pem.read(table.text(name).orElse(""), directory);
    }

    private TlsVersion minVersion(KeyPath path, Table section) {
        String written = section.text("minVersion").orElse("");
        if (written.isEmpty()) {
            return TlsVersion.TLS_1_2;
        }
        return TlsVersion.of(written).orElseGet(() -> {
            findings.error(
                    section.placeOf("minVersion"),
                    path,
                    '"' + written + "\" (expected: " + String.join(", ", TlsVersion.texts()) + ")");
            return TlsVersion.TLS_1_2;
        });
    }

    private List<String> cipherSuites(KeyPath path, Table section) {
        List<String> names = section.list("cipherSuites");
        Place place = section.placeOf("cipherSuites");
        for (String name : names) {
            if (CipherSuite.isGone(name)) {
                findings.error(
                        place, path, '"' + name + "\" is broken or weak, and not to be had (expected: " + some());
            } else if (CipherSuite.isAlwaysThere(name)) {
                findings.warning(place, path, '"' + name + "\" is always offered, whether it is named or not");
            } else if (!CipherSuite.canBeChosen(name)) {
                findings.error(place, path, '"' + name + "\" is no cipher suite (expected: " + some());
            }
        }
        return names;
    }

    private static String some() {
        return "some of " + String.join(", ", CipherSuite.names()) + ")";
    }

    private @Nullable ClientCa clientCa(KeyPath path, Table section) {
        List<String> deprecated = section.list("clientCAFiles");
        if (!deprecated.isEmpty()) {
            return clientCa(path.then("clientCAFiles"), section.placeOf("clientCAFiles"), deprecated, false);
        }
        return section.table("clientCA")
                .map(table -> clientCa(
                        path.then("clientCA").then("files"),
                        table.placeOf("files"),
                        table.list("files"),
                        table.truth("optional", false)))
                .orElse(null);
    }

    private ClientCa clientCa(KeyPath path, Place place, List<String> written, boolean optional) {
        List<Pem> files =
                written.stream().map(file -> Pem.read(file, directory)).toList();
        if (files.isEmpty()) {
            findings.error(place, path, Pem.read("", directory).fault());
        }
        files.stream().filter(pem -> !pem.fault().isEmpty()).forEach(pem -> findings.error(place, path, pem.fault()));
        return new ClientCa(files, optional);
    }
}
