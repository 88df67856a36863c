package traefik4j.config;

/**
 * How to speak TLS to somebody else's server. Certificates and keys are paths of PEM files or the PEM text itself.
 *
 * @param ca whom to believe; empty for whom the system believes
 * @param cert a certificate to show; empty for none
 * @param key its key
 * @param insecureSkipVerify whether any certificate is believed
 */
public record ClientTls(String ca, String cert, String key, boolean insecureSkipVerify) {}
