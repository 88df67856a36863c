package traefik4j.proxy.tls;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ClientCertInfos;
import traefik4j.config.PassTlsClientCert;

/**
 * The certificates of a client as servers are told about them (reference §3.8). All of it is escaped as in a query, so that
 * nothing in a certificate can end a line.
 *
 * @param pem the whole of each, in base64; null if it is not asked for or there is none
 * @param infos parts of each; null as above
 */
public record ClientCertificateText(byte @Nullable [] pem, byte @Nullable [] infos) {
    private static final int MAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    private static final int[] SANS = {DNS, MAIL, IP, URI};

    static ClientCertificateText of(PassTlsClientCert definition, List<X509Certificate> chain) {
        ClientCertInfos infos = definition.infos();
        boolean shown = !chain.isEmpty();
        return new ClientCertificateText(
                shown && definition.pem() ? bytes(pem(chain)) : null,
                shown && infos != null ? bytes(escaped(infos(infos, chain))) : null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(List<X509Certificate> chain) {
        List<String> all = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            try {
                all.add(escaped(Base64.getEncoder().encodeToString(certificate.getEncoded())));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.join(",", all);
    }

    /** As Go escapes queries, which differs from Java in two characters. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String infos(ClientCertInfos infos, List<X509Certificate> chain) {
        List<String> all = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            all.add(infos(infos, certificate));
        }
        return String.join(";", all);
    }

    private static String infos(ClientCertInfos infos, X509Certificate certificate) {
        List<String> parts = new ArrayList<>();
        name(parts, "Subject", infos.subject(), certificate.getSubjectX500Principal());
        name(parts, "Issuer", infos.issuer(), certificate.getIssuerX500Principal());
        if (infos.notBefore()) {
            parts.add("NB=" + certificate.getNotBefore().toInstant().getEpochSecond());
        }
        if (infos.notAfter()) {
            parts.add("NA=" + certificate.getNotAfter().toInstant().getEpochSecond());
        }
        if (infos.sans()) {
            parts.add("SAN=" + String.join(",", sans(certificate)));
        }
        return String.join(",", parts);
    }

    private static void name(
            List<String> to, String title, ClientCertInfos.@Nullable Name wanted, X500Principal principal) {
        if (wanted == null) {
            return;
        }
        DistinguishedName name = DistinguishedName.of(principal);
        List<String> parts = new ArrayList<>();
        add(parts, wanted.domainComponent(), name, "DC", "DC");
        add(parts, wanted.country(), name, "C", "C");
        add(parts, wanted.province(), name, "ST", "ST");
        add(parts, wanted.locality(), name, "L", "L");
        add(parts, wanted.organization(), name, "O", "O");
        add(parts, wanted.serialNumber(), name, "SERIALNUMBER", "SN");
        add(parts, wanted.commonName(), name, "CN", "CN");
        if (!parts.isEmpty()) {
            to.add(title + "=\"" + String.join(",", parts) + '"');
        }
    }

    private static void add(List<String> to, boolean wanted, DistinguishedName name, String type, String title) {
        if (wanted) {
            name.values(type).stream().filter(value -> !value.isEmpty()).forEach(value -> to.add(title + '=' + value));
        }
    }

    private static List<String> sans(X509Certificate certificate) {
        List<String> sans = new ArrayList<>();
        for (int kind : SANS) {
            for (List<?> name : CertificateNames.alternatives(certificate)) {
                if (name.getFirst().equals(kind)) {
                    String text = String.valueOf(name.getLast());
                    sans.add(kind == IP ? CertificateNames.address(text) : text);
                }
            }
        }
        return sans;
    }
}
