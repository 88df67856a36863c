package traefik4j.config.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import traefik4j.config.Certificate;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.Pem;
import traefik4j.config.Place;
import traefik4j.config.Tls;
import traefik4j.config.TlsPolicy;
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
        TlsPolicyBinding policies = new TlsPolicyBinding(directory, findings);
        TlsPolicy policy = policies.policy(path, section, TlsPolicy.DEFAULT);
        return new Tls(
                certificates,
                section.table("defaultCertificate")
                        .map(table -> certificate(path.then("defaultCertificate"), table, table.place()))
                        .orElse(null),
                policy.sniStrict(),
                policy.minVersion(),
                policy.cipherSuites(),
                policy.clientCa(),
                section.has("ocsp") ? Boolean.valueOf(section.truth("ocsp", false)) : null,
                policies.hosts(path.then("hosts"), section.tables("hosts"), policy));
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
}
