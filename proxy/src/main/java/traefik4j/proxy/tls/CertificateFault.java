package traefik4j.proxy.tls;

import java.io.Serial;
import traefik4j.config.Certificate;
import traefik4j.config.Problem;

/** A certificate or key that cannot be used. It costs only itself. */
final class CertificateFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Certificate certificate;
    private final String key;

    private CertificateFault(Certificate certificate, String key, String what) {
        super(what);
        this.certificate = certificate;
        this.key = key;
    }

    static CertificateFault ofChain(Certificate certificate, String what) {
        return new CertificateFault(certificate, ".certFile", what);
    }

    static CertificateFault ofKey(Certificate certificate, String what) {
        return new CertificateFault(certificate, ".keyFile", what);
    }

    /** This fault in the words of a configuration; it never shows what is in a file. */
    Problem problem() {
        String file = (key.equals(".keyFile") ? certificate.key() : certificate.chain()).path();
        String named = file.isEmpty() || String.valueOf(getMessage()).startsWith("\"") ? "" : '"' + file + "\" ";
        return Problem.error(certificate.place(), certificate.name() + key, named + getMessage());
    }
}
