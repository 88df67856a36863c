package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.FirstBytes;
import traefik4j.proxy.exchange.Networks;

/**
 * Reads the beginning of a connection that may be a header of the PROXY protocol, takes that away and tells who the client
 * is. The header of somebody who is not trusted is read too, and not believed (reference §2.8).
 */
final class ProxyHeaderReader implements FirstBytes.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeaderReader.class);

    private final Networks trusted;
    private final Next next;

    /** Goes on with a connection whose client is known. */
    @FunctionalInterface
    interface Next {
        /** Adds the handlers that come now. */
        void begin(Channel channel, InetSocketAddress client, InetSocketAddress local);
    }

    ProxyHeaderReader(Networks trusted, Next next) {
        this.trusted = trusted;
        this.next = next;
    }

    @Override
    public FirstBytes.Outcome read(Channel channel, ByteBuf all) {
        ProxyHeader header = ProxyHeader.of(all);
        if (header == null) {
            return FirstBytes.Outcome.MORE;
        }
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (header.length() < 0 || peer == null) {
            LOG.debug("client {}: no header of the PROXY protocol, though it begins like one", peer);
            return FirstBytes.Outcome.BROKEN;
        }
        all.skipBytes(header.length());
        begin(channel, header, peer);
        return FirstBytes.Outcome.UNDERSTOOD;
    }

    private void begin(Channel channel, ProxyHeader header, InetSocketAddress peer) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        InetSocketAddress source = header.source();
        InetSocketAddress destination = header.destination();
        if (source == null || destination == null || !trusted.contains(peer.getAddress())) {
            next.begin(channel, peer, local);
        } else {
            next.begin(channel, source, destination);
        }
    }
}
