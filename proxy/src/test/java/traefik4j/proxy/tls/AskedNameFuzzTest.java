package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import traefik4j.config.Certificate;
import traefik4j.config.Pem;

/** Whatever name a client asks for, it gets the certificate that stands for it, or the one for all others. */
class AskedNameFuzzTest {
    private static final Set<String> OURS = Set.of("example.com", "*.example.com", "*.*.example.com", "*.*.*.*");
    private static final CertificateIndex INDEX = index();

    private static CertificateIndex index() {
        KeyMaterial material = Objects.requireNonNull(new Certificates(false).load(SelfSigned.make(), problem -> {}))
                .material();
        return new CertificateIndex(
                OURS.stream()
                        .map(name -> new ServerCertificate(
                                new Certificate(Pem.of(name), Pem.of("")), List.of(name), material))
                        .toList(),
                new ServerCertificate(new Certificate(Pem.of("other"), Pem.of("")), List.of(), material));
    }

    @FuzzTest
    void isAnsweredByAName(byte[] asked) {
        String name = new String(asked, StandardCharsets.UTF_8);
        ServerCertificate chosen = Objects.requireNonNull(INDEX.choose(name, null));
        String shown = chosen.source().chain().text();
        String normal = CertificateNames.normal(name);
        if (OURS.contains(shown)) {
            String[] labels = normal.split("\\.", -1);
            String[] pattern = shown.split("\\.", -1);
            assertThat(labels).hasSameSizeAs(pattern);
            for (int i = 0; i < labels.length; i++) {
                assertThat(pattern[i]).isIn("*", labels[i]);
            }
        } else {
            assertThat(OURS).doesNotContain(normal);
        }
    }
}
