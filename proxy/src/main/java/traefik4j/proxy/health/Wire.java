package traefik4j.proxy.health;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ProxyProtocol;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.upstream.ForwardProxies;

/**
 * How a connection to a server begins.
 *
 * @param tls how TLS is spoken; asked for when it is needed first
 * @param greeting the version of the PROXY protocol servers expect; null for none
 * @param proxies by which servers are reached
 */
public record Wire(Supplier<OutgoingTls> tls, ProxyProtocol.@Nullable Version greeting, ForwardProxies proxies) {}
