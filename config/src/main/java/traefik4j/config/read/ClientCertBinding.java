package traefik4j.config.read;

import traefik4j.config.ClientCertInfos;
import traefik4j.config.PassTlsClientCert;
import traefik4j.config.tree.Table;

/** Makes what servers are told of client certificates of its section (reference §3.8). */
final class ClientCertBinding {
    private ClientCertBinding() {}

    static PassTlsClientCert bind(Table section) {
        return new PassTlsClientCert(
                section.truth("pem", false),
                section.table("infos").map(ClientCertBinding::infos).orElse(null));
    }

    private static ClientCertInfos infos(Table section) {
        return new ClientCertInfos(
                section.truth("notAfter", false),
                section.truth("notBefore", false),
                section.truth("sans", false),
                section.table("subject").map(ClientCertBinding::name).orElse(null),
                section.table("issuer").map(ClientCertBinding::name).orElse(null));
    }

    private static ClientCertInfos.Name name(Table section) {
        return new ClientCertInfos.Name(
                section.truth("domainComponent", false),
                section.truth("country", false),
                section.truth("province", false),
                section.truth("locality", false),
                section.truth("organization", false),
                section.truth("serialNumber", false),
                section.truth("commonName", false));
    }
}
