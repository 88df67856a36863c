package traefik4j.proxy.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import traefik4j.config.PassTlsClientCert;

/**
 * The certificates a client has shown in its handshake, looked at when somebody asks, and once for each way of telling
 * servers about them. Lives on the event loop of its connection.
 */
public final class ClientCertificates {
    private final SSLEngine engine;
    private final Map<PassTlsClientCert, ClientCertificateText> texts = new HashMap<>(2);
    private @Nullable List<X509Certificate> chain;

    /** The certificates of the client of an engine, whose handshake may still be to come. */
    public ClientCertificates(SSLEngine engine) {
        this.engine = engine;
    }

    /** What servers are told about them; only after the handshake. */
    public ClientCertificateText told(PassTlsClientCert definition) {
        ClientCertificateText text = texts.get(definition);
        if (text == null) {
            text = ClientCertificateText.of(definition, chain());
            texts.put(definition, text);
        }
        return text;
    }

    private List<X509Certificate> chain() {
        if (chain == null) {
            List<X509Certificate> shown = new ArrayList<>();
            try {
                for (Certificate certificate : engine.getSession().getPeerCertificates()) {
                    shown.add((X509Certificate) certificate);
                }
            } catch (SSLPeerUnverifiedException nothingShown) {
                shown.clear();
            }
            chain = shown;
        }
        return chain;
    }
}
