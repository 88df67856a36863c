package traefik4j.proxy.tcp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code ClientHello} (RFC 8446 §4.1.2), read strictly: every length has to fit, and a name has to be one,
 * so that nobody who reads the same message finds another name in it.
 */
final class HelloFields {
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int MOST_SESSION_ID = 32;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int MOST_NAME = 255;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** The message is none. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super("malformed", null, false, false);
        }
    }

    HelloFields(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** The name the client asks for, canonical; null if it names none, or an address, which is no name. */
    @Nullable
    String serverName() throws Malformed {
        skip(VERSION_AND_RANDOM);
        int sessionId = number(1);
        require(sessionId <= MOST_SESSION_ID);
        skip(sessionId);
        int suites = number(2);
        require(suites >= 2 && suites % 2 == 0);
        skip(suites);
        int compressions = number(1);
        require(compressions >= 1);
        skip(compressions);
        return at == end ? null : fromExtensions();
    }

    private @Nullable String fromExtensions() throws Malformed {
        require(number(2) == end - at);
        String name = null;
        boolean found = false;
        while (at < end) {
            int type = number(2);
            int length = number(2);
            require(length <= end - at);
            if (type == SERVER_NAME) {
                require(!found);
                found = true;
                name = fromList(at + length);
            } else {
                skip(length);
            }
        }
        return name;
    }

    /** There is one kind of names, and of each kind there may be one (RFC 6066 §3). */
    private @Nullable String fromList(int listEnd) throws Malformed {
        require(number(2) == listEnd - at && number(1) == HOST_NAME);
        int length = number(2);
        require(length == listEnd - at && length > 0 && length <= MOST_NAME);
        int from = at;
        skip(length);
        return canonical(from, bytes[at - 1] == '.' ? at - 1 : at);
    }

    private @Nullable String canonical(int from, int to) throws Malformed {
        require(to > from);
        for (int i = from; i < to; i++) {
            require(isNameByte(bytes[i]));
        }
        String name = new String(bytes, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return isAddress(name) ? null : name;
    }

    private static boolean isAddress(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return name.indexOf(':') >= 0 || last.chars().allMatch(Character::isDigit);
    }

    private static boolean isNameByte(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == ':';
    }

    private int number(int size) throws Malformed {
        int number = 0;
        for (int i = 0; i < size; i++) {
            require(at < end);
            number = number << 8 | bytes[at++] & 0xff;
        }
        return number;
    }

    private void skip(int count) throws Malformed {
        require(count <= end - at);
        at += count;
    }

    private static void require(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed();
        }
    }
}
