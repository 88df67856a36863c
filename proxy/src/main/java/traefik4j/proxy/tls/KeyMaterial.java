package traefik4j.proxy.tls;

/** A certificate chain and its private key, in the form in which a library for TLS takes them. */
sealed interface KeyMaterial permits BoringMaterial, JdkMaterial {}
