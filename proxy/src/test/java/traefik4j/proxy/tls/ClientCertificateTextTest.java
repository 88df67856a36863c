package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import traefik4j.config.ClientCertInfos;
import traefik4j.config.PassTlsClientCert;

/** What servers are told of client certificates (reference §3.8). */
class ClientCertificateTextTest {
    private static final ClientCertInfos.Name ALL = new ClientCertInfos.Name(true, true, true, true, true, true, true);
    private static final ClientCertInfos.Name NAME =
            new ClientCertInfos.Name(false, false, false, false, false, false, true);

    private static X509Certificate certificate(String name) throws GeneralSecurityException {
        return Certificates.parse(PemBlock.of(Given.text(name + ".crt")).getFirst());
    }

    private static String infos(ClientCertInfos wanted, String... names) throws GeneralSecurityException {
        X509Certificate[] chain = new X509Certificate[names.length];
        for (int i = 0; i < names.length; i++) {
            chain[i] = certificate(names[i]);
        }
        ClientCertificateText text = ClientCertificateText.of(new PassTlsClientCert(false, wanted), List.of(chain));
        assertThat(text.pem()).isNull();
        return text(text.infos());
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNull(bytes), StandardCharsets.US_ASCII);
    }

    @Test
    void namesEveryPartInItsOrder() throws GeneralSecurityException {
        String told = infos(new ClientCertInfos(true, true, true, ALL, ALL), "client");
        assertThat(URLDecoder.decode(told, StandardCharsets.UTF_8))
                .isEqualTo("Subject=\"DC=org,DC=example,C=FR,ST=Occitanie,L=Toulouse,O=Cheese & Co,O=Second,SN=4242,"
                        + "CN=client \"1\", ü\",Issuer=\"C=AA,O=Test,CN=Test CA\",NB=1577836800,NA=4733510400,"
                        + "SAN=client.example,a@client.example,10.1.2.3,spiffe://client/one");
    }

    @Test
    void escapesAsGoDoes() throws GeneralSecurityException {
        assertThat(infos(new ClientCertInfos(false, false, false, NAME, null), "client"))
                .isEqualTo("Subject%3D%22CN%3Dclient+%221%22%2C+%C3%BC%22");
        assertThat(infos(new ClientCertInfos(false, false, true, null, null), "a"))
                .isEqualTo("SAN%3Da.example%2C%2A.w.example");
    }

    @Test
    void tellsOfTheWholeChain() throws GeneralSecurityException {
        assertThat(infos(new ClientCertInfos(false, false, false, NAME, null), "stranger", "ca"))
                .isEqualTo("Subject%3D%22CN%3Dstranger%22%3BSubject%3D%22CN%3DTest+CA%22");
    }

    @Test
    void pemIsOneLineWithoutItsFrame() throws GeneralSecurityException {
        ClientCertificateText text = ClientCertificateText.of(
                new PassTlsClientCert(true, null), List.of(certificate("client"), certificate("ca")));
        String[] told = text(text.pem()).split(",", -1);
        assertThat(told).hasSize(2);
        assertThat(URLDecoder.decode(told[0], StandardCharsets.UTF_8))
                .isEqualTo(Given.text("client.crt").replaceAll("-----.*-----|\n", ""));
        assertThat(text.infos()).isNull();
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(ClientCertificateText.of(
                        new PassTlsClientCert(true, new ClientCertInfos(true, true, true, ALL, ALL)), List.of()))
                .isEqualTo(new ClientCertificateText(null, null));
    }
}
