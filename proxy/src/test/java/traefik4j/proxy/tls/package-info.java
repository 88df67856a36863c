/** Tests of certificates and handshakes, with real clients and with certificates made once by OpenSSL. */
@NullMarked
package traefik4j.proxy.tls;

import org.jspecify.annotations.NullMarked;
