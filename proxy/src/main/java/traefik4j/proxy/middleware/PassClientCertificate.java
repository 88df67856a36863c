package traefik4j.proxy.middleware;

import traefik4j.config.PassTlsClientCert;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.tls.ClientCertificateText;
import traefik4j.proxy.tls.ClientCertificates;

/**
 * {@code passTLSClientCert}: tells servers about the certificate of the client, and never what the client says about it
 * (reference §3.8).
 */
public final class PassClientCertificate implements Handler {
    private final PassTlsClientCert definition;
    private final Handler next;

    /** Tells this before the handler is asked. */
    public PassClientCertificate(PassTlsClientCert definition, Handler next) {
        this.definition = definition;
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        HeadEdits edits = exchange.requestEdits();
        edits.remove(HeaderName.X_FORWARDED_TLS_CLIENT_CERT);
        edits.remove(HeaderName.X_FORWARDED_TLS_CLIENT_CERT_INFOS);
        ClientCertificates certificates = exchange.peer().certificates();
        if (certificates != null) {
            tell(certificates.told(definition), edits);
        }
        next.handle(exchange);
    }

    private static void tell(ClientCertificateText text, HeadEdits edits) {
        byte[] pem = text.pem();
        byte[] infos = text.infos();
        if (pem != null) {
            edits.add(HeaderName.X_FORWARDED_TLS_CLIENT_CERT, pem);
        }
        if (infos != null) {
            edits.add(HeaderName.X_FORWARDED_TLS_CLIENT_CERT_INFOS, infos);
        }
    }
}
