package traefik4j.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names of cipher suites that Traefik 1.x takes, which are those of Go (reference §2.3). */
public final class CipherSuite {
    /** Those of TLS 1.3, which are not to be chosen: all of them are always offered. */
    private static final Set<String> TLS_1_3 =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** Those that nobody should use, which no library has any more. */
    private static final Set<String> GONE = Set.of(
            "TLS_RSA_WITH_RC4_128_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");

    /** What a client sends to say that it tries again, which is always understood. */
    private static final String FALLBACK = "TLS_FALLBACK_SCSV";

    private static final List<String> CHOSEN = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA");

    private static final String OLD_CHACHA = "CHACHA20_POLY1305";

    private CipherSuite() {}

    /** The suites that can be chosen, under the names they have in TLS. */
    public static List<String> names() {
        return CHOSEN;
    }

    /** Whether there was such a suite, which is no longer to be had. */
    public static boolean isGone(String name) {
        return GONE.contains(name);
    }

    /** Whether naming the suite changes nothing, since it is always there. */
    public static boolean isAlwaysThere(String name) {
        return TLS_1_3.contains(name) || name.equals(FALLBACK);
    }

    /** Whether the suite can be chosen. */
    public static boolean canBeChosen(String name) {
        return CHOSEN.contains(inTls(name));
    }

    /** Those of the names that can be chosen, as TLS calls them. */
    public static List<String> chosen(List<String> names) {
        List<String> chosen = new ArrayList<>();
        for (String name : names) {
            if (canBeChosen(name)) {
                chosen.add(inTls(name));
            }
        }
        return chosen;
    }

    private static String inTls(String name) {
        return name.endsWith(OLD_CHACHA) ? name + "_SHA256" : name;
    }
}
