package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Certificate;
import traefik4j.config.Pem;

/** Which certificate a name leads to (reference §2.3). */
class CertificateIndexTest {
    private static final KeyMaterial NOTHING = nothing();

    private static KeyMaterial nothing() {
        ServerCertificate made = new Certificates(false).load(SelfSigned.make(), problem -> {});
        return Objects.requireNonNull(made).material();
    }

    private static ServerCertificate certificate(String... names) {
        return new ServerCertificate(
                new Certificate(Pem.of(String.join(",", names)), Pem.of("")), List.of(names), NOTHING);
    }

    private static @Nullable String chosen(CertificateIndex index, @Nullable String name) {
        ServerCertificate certificate = index.choose(name, null);
        return certificate == null ? null : certificate.source().chain().text();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.c, *.b.c",
        "x.a.b.c, *.*.b.c",
        "x.y.b.c, *.*.b.c",
        "B.C, b.c",
        "b.c., b.c",
        "' b.c ', b.c",
        "q.z, *.*",
        "q.r.z, *.*.z",
        "q, otherwise",
        "q.r.s.t.u, otherwise",
        "'', otherwise",
        "., otherwise",
        ".., otherwise",
        "*.b.c, *.b.c",
        "*, otherwise"
    })
    void theNearestNameCounts(String asked, String chosen) {
        CertificateIndex index = new CertificateIndex(
                List.of(
                        certificate("*.*"),
                        certificate("*.*.z"),
                        certificate("*.*.b.c"),
                        certificate("*.b.c"),
                        certificate("b.c")),
                certificate("otherwise"));
        assertThat(chosen(index, asked)).isEqualTo(chosen);
    }

    @Test
    void withoutADefaultNobodyElseIsLetIn() {
        CertificateIndex index = new CertificateIndex(List.of(certificate("a")), null);
        assertThat(chosen(index, "a")).isEqualTo("a");
        assertThat(chosen(index, "b")).isNull();
        assertThat(chosen(index, null)).isNull();
    }

    /** As Traefik 1.x does it: all that match, and of these the one whose name is greatest. */
    private static @Nullable String slowly(List<String> names, String asked) {
        List<String> patterns = new ArrayList<>(List.of(asked));
        String[] labels = asked.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = "*";
            patterns.add(String.join(".", labels));
        }
        return names.stream()
                .filter(patterns::contains)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    @Test
    void findsWhatLookingAtAllOfThemFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                names.add(name(random, "*ab"));
            }
            CertificateIndex index = new CertificateIndex(
                    names.stream()
                            .distinct()
                            .map(CertificateIndexTest::certificate)
                            .toList(),
                    null);
            for (int i = 0; i < 20; i++) {
                String asked = name(random, "ab");
                assertThat(chosen(index, asked)).as("%s of %s", asked, names).isEqualTo(slowly(names, asked));
            }
        }
    }

    private static String name(Random random, String labels) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            name.append(labels.charAt(random.nextInt(labels.length()))).append(i == 0 ? "" : ".");
        }
        return name.toString();
    }
}
