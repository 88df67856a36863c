package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import traefik4j.config.HostTls;
import traefik4j.config.Tls;
import traefik4j.config.TlsPolicy;
import traefik4j.config.TlsVersion;

/** Whatever host a request is for, its policy is the one a plain reading of the names would find. */
class AskedHostFuzzTest {
    private static final Pattern WILD = Pattern.compile("[^.]*\\.internal\\.example");
    private static final HostPolicies POLICIES = HostPolicies.of(policies());

    private static Tls policies() {
        TlsPolicy newest = new TlsPolicy(false, TlsVersion.TLS_1_3, List.of(), null);
        TlsPolicy strict = new TlsPolicy(true, TlsVersion.TLS_1_2, List.of(), null);
        List<HostTls> hosts = List.of(
                new HostTls(List.of("admin.example", "a.internal.example"), newest),
                new HostTls(List.of("*.internal.example"), strict));
        return new Tls(List.of(), null, false, TlsVersion.TLS_1_2, List.of(), null, null, hosts);
    }

    @FuzzTest
    void isUnderThePolicyThatStandsForIt(byte[] host) {
        String name = new String(host, StandardCharsets.ISO_8859_1);
        String plain = lower(name).replaceFirst("\\.+$", "");
        int expected = 0;
        if (plain.equals("admin.example") || plain.equals("a.internal.example")) {
            expected = 1;
        } else if (WILD.matcher(plain).matches()) {
            expected = 2;
        }
        assertThat(POLICIES.of(host, 0, host.length)).isEqualTo(expected).isEqualTo(POLICIES.named(name));
    }

    private static String lower(String name) {
        StringBuilder lower = new StringBuilder();
        name.chars()
                .forEach(c -> lower.append(c < 0x80 ? String.valueOf((char) c).toLowerCase(Locale.ROOT) : (char) c));
        return lower.toString();
    }
}
