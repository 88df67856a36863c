package traefik4j.config.read;

import java.util.List;
import traefik4j.config.BackendTls;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes of its table how TLS is spoken to the servers of a backend. */
final class BackendTlsBinding {
    private BackendTlsBinding() {}

    static BackendTls bind(KeyPath path, Table table, Findings findings) {
        BackendTls tls = new BackendTls(
                table.text("serverName").orElse(""),
                table.list("rootCAs"),
                table.has("insecureSkipVerify") ? (Boolean) table.truth("insecureSkipVerify", false) : null,
                table.text("cert").orElse(""),
                table.text("key").orElse(""));
        PemCheck.certificates(tls.rootCas(), table.placeOf("rootCAs"), path.then("rootCAs"), findings);
        if (tls.cert().isEmpty() != tls.key().isEmpty()) {
            String missing = tls.cert().isEmpty() ? "cert" : "key";
            findings.error(table.place(), path.then(missing), "is missing (expected: both cert and key, or none)");
        } else if (!tls.cert().isEmpty()) {
            PemCheck.certificates(List.of(tls.cert()), table.placeOf("cert"), path.then("cert"), findings);
            PemCheck.key(tls.key(), table.placeOf("key"), path.then("key"), findings);
        }
        return tls;
    }
}
