package traefik4j.proxy.entrypoint;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Networks;

/**
 * What all connections of an entry point share.
 *
 * @param entryPoint the name of the entry point
 * @param secure whether connections come by TLS
 * @param proxies whose headers of the PROXY protocol are believed; null if none are read
 * @param trusted whose {@code X-Forwarded-*} are believed
 * @param trustsAll whether everybody's are
 * @param serverName the name of this machine, for {@code X-Forwarded-Server}
 * @param limits what a stranger may cost
 * @param timeouts towards clients
 * @param handler what is done with requests
 * @param alternative what {@code Alt-Svc} tells clients about HTTP/3 (RFC 7838); empty for nothing
 * @param draining whether the program stops, so that connections close after their exchange
 */
record ConnectionSettings(
        String entryPoint,
        boolean secure,
        @Nullable Networks proxies,
        Networks trusted,
        boolean trustsAll,
        String serverName,
        Limits limits,
        RespondingTimeouts timeouts,
        Handler handler,
        Supplier<byte[]> alternative,
        BooleanSupplier draining) {
    /** These, with another handler. */
    ConnectionSettings with(Handler other) {
        return new ConnectionSettings(
                entryPoint,
                secure,
                proxies,
                trusted,
                trustsAll,
                serverName,
                limits,
                timeouts,
                other,
                alternative,
                draining);
    }
}
