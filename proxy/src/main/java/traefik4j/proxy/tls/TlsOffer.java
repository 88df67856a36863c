package traefik4j.proxy.tls;

import java.util.ArrayList;
import java.util.List;
import traefik4j.config.CipherSuite;
import traefik4j.config.TlsPolicy;
import traefik4j.config.TlsVersion;

/**
 * What is offered to clients under a policy.
 *
 * @param versions of TLS, by the names of Java
 * @param suites those of all versions, by the names of IANA
 * @param protocols on top of TLS, the best first; none for nothing
 */
record TlsOffer(List<String> versions, List<String> suites, List<String> protocols) {
    private static final List<String> OF_TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    static TlsOffer of(TlsPolicy policy, List<String> protocols) {
        return new TlsOffer(versions(policy), cipherSuites(policy), protocols);
    }

    /** The suites of versions before 1.3, which has others. */
    List<String> oldSuites() {
        return suites.stream().filter(suite -> !OF_TLS_1_3.contains(suite)).toList();
    }

    /** Whoever names suites of TLS 1.3 alone speaks nothing older. */
    private static List<String> versions(TlsPolicy policy) {
        boolean newestOnly = !policy.cipherSuites().isEmpty()
                && CipherSuite.chosen(policy.cipherSuites()).isEmpty();
        return (newestOnly ? TlsVersion.TLS_1_3 : policy.minVersion()).andLater();
    }

    private static List<String> cipherSuites(TlsPolicy policy) {
        List<String> suites = new ArrayList<>(OF_TLS_1_3);
        if (!policy.cipherSuites().isEmpty()) {
            suites.addAll(CipherSuite.chosen(policy.cipherSuites()));
            return suites;
        }
        boolean old = policy.minVersion().compareTo(TlsVersion.TLS_1_2) < 0;
        for (String suite : CipherSuite.names()) {
            // fresh keys for every connection, and authenticated encryption; versions before 1.2 have none
            if (suite.startsWith("TLS_ECDHE_") && (old || !suite.contains("_CBC_"))) {
                suites.add(suite);
            }
        }
        return suites;
    }
}
