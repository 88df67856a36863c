package traefik4j.proxy.entrypoint;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.FirstBytes;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.http.RequestParser;
import traefik4j.proxy.tcp.EntryPointRelays;
import traefik4j.proxy.tcp.HelloReader;
import traefik4j.proxy.tcp.Opening;
import traefik4j.proxy.tcp.SniTable;
import traefik4j.proxy.tcp.TcpRoute;
import traefik4j.proxy.tls.ClientCertificates;
import traefik4j.proxy.tls.HostPolicies;
import traefik4j.proxy.tls.Secured;
import traefik4j.proxy.tls.ServerTls;

/**
 * The handlers of a client's connection, in the order its bytes meet them: the PROXY protocol, the look for a TCP frontend
 * or for a host with a TLS policy of its own, and TLS, if the entry point has them, then the choice between HTTP/1 and
 * HTTP/2, which makes room for the one or the other.
 */
final class ServerPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(ServerPipeline.class);

    private final ConnectionSettings settings;
    private final @Nullable ServerTls tls;
    private final Workers workers;
    private final ChannelGroup connections;
    private final RequestParser parser;
    private final ForwardedFields forwarded;
    private final List<ConnectionSettings> byPolicy;
    private EntryPointRelays relays = new EntryPointRelays();
    private Networks allowed = Networks.ALL;

    ServerPipeline(ConnectionSettings settings, @Nullable ServerTls tls, Workers workers, ChannelGroup connections) {
        this.settings = settings;
        this.tls = tls;
        this.workers = workers;
        this.connections = connections;
        parser = new RequestParser(settings.limits());
        forwarded = new ForwardedFields(settings.serverName(), settings.secure());
        byPolicy = byPolicy(settings, tls == null ? null : tls.policies());
    }

    /** With several policies, connections of each have a handler of their own. */
    private static List<ConnectionSettings> byPolicy(ConnectionSettings settings, @Nullable HostPolicies policies) {
        if (policies == null || policies.count() == 1) {
            return List.of(settings);
        }
        List<ConnectionSettings> all = new ArrayList<>();
        for (int met = 0; met < policies.count(); met++) {
            all.add(settings.with(new PolicyCheck(policies, met, settings.handler())));
        }
        return all;
    }

    /** From now on connections may belong to these TCP frontends, if their clients come from there. */
    void relays(EntryPointRelays inForce, Networks from) {
        relays = inForce;
        allowed = from;
    }

    /** Makes room for the handlers of a connection that has just been accepted; to be called on its event loop. */
    void begin(Channel channel) {
        try {
            register(channel);
        } catch (RuntimeException | Error fault) {
            LOG.error("client {}: {}", channel.remoteAddress(), fault, fault);
            channel.close();
        }
    }

    private void register(Channel channel) {
        if (channel.remoteAddress() == null) {
            // Gone before it was looked at.
            channel.close();
            return;
        }
        connections.add(channel);
        channel.config().setRecvByteBufAllocator(workers.of(channel.eventLoop()).reads());
        if (settings.proxies() == null) {
            begin(channel, (InetSocketAddress) channel.remoteAddress(), () -> addressOf(channel));
        } else {
            long limit = settings.limits().headerReadTimeout().toNanos();
            begins(
                    channel,
                    "proxy",
                    new ProxyHeaderReader(settings.proxies(), (of, client, to) -> begin(of, client, () -> to)),
                    limit);
        }
    }

    /** Where a client has connected to; nowhere if the connection is gone. */
    private static InetSocketAddress addressOf(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local ? local : Peer.NOWHERE;
    }

    private void begins(Channel channel, String name, FirstBytes.Reader reader, long limit) {
        Worker worker = workers.of(channel.eventLoop());
        channel.pipeline().addLast(name, new FirstBytes(reader, limit, worker, settings.draining()));
    }

    /** Goes on with a connection whose client is known. */
    private void begin(Channel channel, InetSocketAddress client, Supplier<InetSocketAddress> local) {
        SniTable table = relays.current();
        TcpRoute all = table == null ? null : table.all();
        if (all != null) {
            relay(channel, client, local.get(), all, HostPolicies.OWN);
        } else if (table == null && byPolicy.size() == 1) {
            http(channel, client, local, HostPolicies.OWN);
        } else {
            HelloReader reader = new HelloReader((isTls, serverName) -> {
                int policy = tls == null ? HostPolicies.OWN : tls.policies().named(serverName);
                TcpRoute route = table == null ? null : isTls ? table.named(serverName) : table.clear();
                if (route == null) {
                    http(channel, client, local, policy);
                } else {
                    relay(channel, client, local.get(), route, policy);
                }
            });
            begins(channel, "hello", reader, HelloReader.limit(settings.limits().headerReadTimeout()));
        }
    }

    private void relay(Channel channel, InetSocketAddress client, InetSocketAddress local, TcpRoute route, int policy) {
        if (!allowed.contains(client.getAddress())) {
            channel.close();
            return;
        }
        boolean endsTls = tls != null && !route.passthrough();
        if (tls != null && endsTls) {
            channel.pipeline().addLast("tls", tls.newRawHandler(channel, policy));
        }
        Worker worker = workers.of(channel.eventLoop());
        channel.pipeline().addLast("relay", new Opening(route.servers(), worker, client, local, endsTls));
    }

    private void http(Channel channel, InetSocketAddress client, Supplier<InetSocketAddress> local, int policy) {
        ChannelPipeline pipeline = channel.pipeline();
        ClientCertificates certificates = null;
        if (tls != null) {
            ChannelHandler handler = tls.newHandler(channel, policy);
            // ProtocolChoice ends what takes too long, at no cost for each connection
            Secured.leaveHandshakeLimit(
                    handler, settings.limits().headerReadTimeout().toMillis());
            pipeline.addLast("tls", handler);
            certificates = Secured.clientCertificates(handler);
        }
        pipeline.addLast(
                "protocol", new ProtocolChoice(byPolicy.get(policy), facts(channel, client, local, certificates)));
    }

    /** What is known about a connection from its first moment. */
    ClientFacts facts(
            Channel channel,
            InetSocketAddress address,
            Supplier<InetSocketAddress> local,
            @Nullable ClientCertificates certificates) {
        boolean trusted = settings.trustsAll() || settings.trusted().contains(address.getAddress());
        Peer peer = new Peer(
                address,
                local,
                settings.secure(),
                trusted,
                settings.entryPoint(),
                settings.trustsAll() ? Networks.ALL : settings.trusted(),
                certificates);
        return new ClientFacts(peer, workers.of(channel.eventLoop()), parser, forwarded);
    }
}
