package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * What servers are told of the certificate a client has shown (reference §3.8).
 *
 * @param pem the whole of it
 * @param infos parts of it; null for none
 */
public record PassTlsClientCert(boolean pem, @Nullable ClientCertInfos infos) {}
