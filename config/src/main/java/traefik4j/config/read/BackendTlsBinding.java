package traefik4j.config.read;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.BackendTls;
import traefik4j.config.Pem;
import traefik4j.config.Place;
import traefik4j.config.Problem;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/**
 * Makes of its table how TLS is spoken to the servers of a backend. A file that cannot be used is an error that does not
 * cost the backend, as what was in the file before may still be in use.
 */
final class BackendTlsBinding {
    private static final Path HERE = Path.of("");

    private final KeyPath path;
    private final Table table;
    private final Findings findings;

    BackendTlsBinding(KeyPath path, Table table, Findings findings) {
        this.path = path;
        this.table = table;
        this.findings = findings;
    }

    BackendTls bind() {
        List<Pem> rootCas = pems(table, "rootCAs");
        Pem cert = Pem.ifWritten(table.text("cert").orElse(""), HERE);
        Pem key = Pem.ifWritten(table.text("key").orElse(""), HERE);
        rootCas.forEach(pem -> report("rootCAs", pem, PemCheck.ofCertificates(pem)));
        if (cert.isNone() != key.isNone()) {
            String missing = cert.isNone() ? "cert" : "key";
            findings.error(table.place(), path.then(missing), "is missing (expected: both cert and key, or none)");
        } else if (!cert.isNone()) {
            report("cert", cert, PemCheck.ofCertificates(cert));
            report("key", key, PemCheck.ofKey(key));
        }
        return new BackendTls(
                table.text("serverName").orElse(""),
                rootCas,
                table.has("insecureSkipVerify") ? (Boolean) table.truth("insecureSkipVerify", false) : null,
                cert,
                key);
    }

    /** The PEM texts of a list. */
    static List<Pem> pems(Table table, String name) {
        return table.list(name).stream().map(pem -> Pem.read(pem, HERE)).toList();
    }

    private void report(String name, Pem pem, String fault) {
        if (fault.isEmpty()) {
            return;
        }
        @Nullable Place place = table.placeOf(name);
        KeyPath key = path.then(name);
        if (pem.path().isEmpty()) {
            findings.error(place, key, fault);
        } else {
            findings.add(Problem.error(place, key.toString(), fault));
        }
    }
}
