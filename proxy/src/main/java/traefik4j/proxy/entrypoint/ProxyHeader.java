package traefik4j.proxy.entrypoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;

/**
 * A header of the PROXY protocol, version 1 or 2, which a load balancer puts before everything else on a connection. It
 * is read strictly: what begins like one has to be one.
 *
 * @param length how many bytes it takes; 0 if there is none, -1 if it is malformed
 * @param source the client; null where the header does not say
 * @param destination where the client connected to; null where the header does not say
 */
record ProxyHeader(
        int length,
        @Nullable InetSocketAddress source,
        @Nullable InetSocketAddress destination) {
    /** The longest header of version 2, with whatever follows its addresses. */
    static final int LONGEST = 4096;

    private static final ProxyHeader NONE = new ProxyHeader(0, null, null);
    private static final ProxyHeader MALFORMED = new ProxyHeader(-1, null, null);
    private static final byte[] TEXT = Ascii.bytes("PROXY ");
    private static final byte[] BINARY = Ascii.bytes("\r\n\r\n\0\r\nQUIT\n");
    private static final int LONGEST_TEXT = 107;
    private static final int FIXED = 16;
    private static final Pattern ADDRESSES = Pattern.compile(
            "PROXY TCP([46]) ([0-9A-Fa-f:.]{2,39}) ([0-9A-Fa-f:.]{2,39}) (0|[1-9]\\d{0,4}) (0|[1-9]\\d{0,4})");
    private static final Pattern FOUR = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

    /** Reads the header at the beginning of what was received, and takes nothing; null if more bytes are needed. */
    static @Nullable ProxyHeader of(ByteBuf received) {
        if (begins(received, TEXT)) {
            return received.readableBytes() < TEXT.length ? null : text(received);
        }
        if (begins(received, BINARY)) {
            return received.readableBytes() < FIXED ? null : binary(received);
        }
        return NONE;
    }

    private static boolean begins(ByteBuf received, byte[] with) {
        int count = Math.min(received.readableBytes(), with.length);
        for (int i = 0; i < count; i++) {
            if (received.getByte(received.readerIndex() + i) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ProxyHeader text(ByteBuf received) {
        int length = Math.min(received.readableBytes(), LONGEST_TEXT);
        int end = received.indexOf(received.readerIndex(), received.readerIndex() + length, (byte) '\n');
        if (end < 0) {
            return length < LONGEST_TEXT ? null : MALFORMED;
        }
        String line = received.toString(received.readerIndex(), end - received.readerIndex(), ISO_8859_1);
        int size = line.length() + 1;
        if (!line.endsWith("\r")) {
            return MALFORMED;
        }
        String said = line.substring(0, line.length() - 1);
        if (said.equals("PROXY UNKNOWN") || said.startsWith("PROXY UNKNOWN ")) {
            return new ProxyHeader(size, null, null);
        }
        Matcher parts = ADDRESSES.matcher(said);
        if (!parts.matches()) {
            return MALFORMED;
        }
        boolean four = parts.group(1).equals("4");
        InetSocketAddress source = address(four, parts.group(2), parts.group(4));
        InetSocketAddress destination = address(four, parts.group(3), parts.group(5));
        return source == null || destination == null ? MALFORMED : new ProxyHeader(size, source, destination);
    }

    private static @Nullable InetSocketAddress address(boolean four, String host, String port) {
        boolean wellFormed = four ? FOUR.matcher(host).matches() : NetUtil.isValidIpV6Address(host);
        byte[] bytes = wellFormed ? NetUtil.createByteArrayFromIpAddressString(host) : null;
        int number = Integer.parseInt(port);
        return bytes == null || number > 0xffff ? null : address(bytes, number);
    }

    private static InetSocketAddress address(byte[] bytes, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Version 2: a byte for version and command, one for family and transport, the length of the rest. */
    private static @Nullable ProxyHeader binary(ByteBuf received) {
        int from = received.readerIndex();
        int command = received.getUnsignedByte(from + BINARY.length);
        int family = received.getUnsignedByte(from + BINARY.length + 1);
        int rest = received.getUnsignedShort(from + BINARY.length + 2);
        boolean known = family >> 4 <= 3 && (family & 0xf) <= 2;
        boolean local = command == 0x20;
        int size = local || family == 0 ? 0 : addressSize(family);
        if (!local && command != 0x21 || !known || rest < 2 * size || FIXED + rest > LONGEST) {
            return MALFORMED;
        }
        if (received.readableBytes() < FIXED + rest) {
            return null;
        }
        // The load balancer speaks for itself, or for somebody who did not come by TCP over IP.
        if (size == 0 || (family & 0xf) != 1) {
            return new ProxyHeader(FIXED + rest, null, null);
        }
        return new ProxyHeader(
                FIXED + rest, address(received, from + FIXED, size, 0), address(received, from + FIXED, size, 1));
    }

    /** The bytes of an address of this family; those of UNIX sockets are not looked at. */
    private static int addressSize(int family) {
        return switch (family >> 4) {
            case 1 -> 4 + 2;
            case 2 -> 16 + 2;
            default -> 0;
        };
    }

    /** One of two addresses, behind which there are two ports. */
    private static InetSocketAddress address(ByteBuf received, int from, int size, int which) {
        byte[] bytes = new byte[size - 2];
        received.getBytes(from + which * bytes.length, bytes);
        return address(bytes, received.getUnsignedShort(from + 2 * bytes.length + 2 * which));
    }
}
