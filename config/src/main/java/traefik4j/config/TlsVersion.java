package traefik4j.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A version of TLS, by the name that Traefik 1.x has for it. */
public enum TlsVersion {
    TLS_1_0("VersionTLS10", "TLSv1"),
    TLS_1_1("VersionTLS11", "TLSv1.1"),
    TLS_1_2("VersionTLS12", "TLSv1.2"),
    TLS_1_3("VersionTLS13", "TLSv1.3");

    private final String text;
    private final String protocol;

    TlsVersion(String text, String protocol) {
        this.text = text;
        this.protocol = protocol;
    }

    /** The version of this name. */
    public static Optional<TlsVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    /** The names there are. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(version -> version.text).toList();
    }

    /** This version and all later ones, as Java calls them. */
    public List<String> andLater() {
        return Arrays.stream(values())
                .filter(version -> version.compareTo(this) >= 0)
                .map(version -> version.protocol)
                .toList();
    }
}
