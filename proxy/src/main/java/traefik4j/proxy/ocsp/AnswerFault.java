package traefik4j.proxy.ocsp;

import java.io.Serial;

/** Why an answer, or what came in its place, is not shown to clients. */
final class AnswerFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean revoked;

    /**
     * A fault.
     *
     * @param revoked whether the issuer says so of the certificate
     */
    AnswerFault(String what, boolean revoked) {
        super(what);
        this.revoked = revoked;
    }

    /** Whether the certificate is revoked, so that what was said before is over. */
    boolean isRevoked() {
        return revoked;
    }
}
