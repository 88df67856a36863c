package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import traefik4j.config.ProxyProtocol.Version;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Ascii;

/**
 * What a server is told at the beginning of a connection about who the client is, by the PROXY protocol. The connection
 * is good for that client's exchange alone.
 */
public final class ProxyGreeting {
    private static final byte[] SIGNATURE = Ascii.bytes("\r\n\r\n\0\r\nQUIT\n");
    private static final int PROXY = 0x21;
    private static final int TCP_4 = 0x11;
    private static final int TCP_6 = 0x21;

    private ProxyGreeting() {}

    /** Writes the header for this client. */
    static ByteBuf write(Version version, Peer peer, ByteBuf out) {
        return write(version, peer.address(), peer.local().get(), out);
    }

    /** Writes the header for a client that came from one address to another one. */
    static ByteBuf write(Version version, InetSocketAddress source, InetSocketAddress destination, ByteBuf out) {
        boolean four = size(source) == 4 && size(destination) == 4;
        return version == Version.V1 ? text(source, destination, four, out) : binary(source, destination, four, out);
    }

    private static int size(InetSocketAddress address) {
        return address.getAddress().getAddress().length;
    }

    private static ByteBuf text(InetSocketAddress source, InetSocketAddress destination, boolean four, ByteBuf out) {
        String line = "PROXY " + (four ? "TCP4 " : "TCP6 ") + text(source, four) + ' ' + text(destination, four) + ' '
                + source.getPort() + ' ' + destination.getPort() + "\r\n";
        return out.writeBytes(Ascii.bytes(line));
    }

    private static String text(InetSocketAddress address, boolean four) {
        InetAddress ip = address.getAddress();
        boolean mapped = !four && ip.getAddress().length == 4;
        return (mapped ? "::ffff:" : "") + NetUtil.toAddressString(ip);
    }

    private static ByteBuf binary(InetSocketAddress source, InetSocketAddress destination, boolean four, ByteBuf out) {
        byte[] from = bytes(source, four);
        byte[] to = bytes(destination, four);
        return out.writeBytes(SIGNATURE)
                .writeByte(PROXY)
                .writeByte(four ? TCP_4 : TCP_6)
                .writeShort(from.length + to.length + 4)
                .writeBytes(from)
                .writeBytes(to)
                .writeShort(source.getPort())
                .writeShort(destination.getPort());
    }

    /** The address, as one of IPv6 if the other one is such. */
    private static byte[] bytes(InetSocketAddress address, boolean four) {
        byte[] bytes = address.getAddress().getAddress();
        if (four || bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }

    /** What a server is told by somebody who speaks for himself, as health checks do. */
    public static byte[] ofItself(Version version) {
        byte[] local = Arrays.copyOf(SIGNATURE, SIGNATURE.length + 4);
        local[SIGNATURE.length] = 0x20;
        return version == Version.V1 ? Ascii.bytes("PROXY UNKNOWN\r\n") : local;
    }
}
