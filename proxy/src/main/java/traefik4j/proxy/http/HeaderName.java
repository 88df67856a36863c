package traefik4j.proxy.http;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a header field. Two names are the same if they differ only in case, or in {@code _} for {@code -}: servers
 * that turn names into variables cannot tell those apart, so neither do we where it is about a field of ours.
 */
public final class HeaderName {
    // Fields of one hop, which are never passed on.
    public static final HeaderName CONNECTION = new HeaderName("Connection");
    public static final HeaderName KEEP_ALIVE = new HeaderName("Keep-Alive");
    public static final HeaderName PROXY_CONNECTION = new HeaderName("Proxy-Connection");
    public static final HeaderName PROXY_AUTHENTICATE = new HeaderName("Proxy-Authenticate");
    public static final HeaderName PROXY_AUTHORIZATION = new HeaderName("Proxy-Authorization");
    public static final HeaderName TE = new HeaderName("TE");
    public static final HeaderName TRAILER = new HeaderName("Trailer");
    public static final HeaderName TRAILERS = new HeaderName("Trailers");
    public static final HeaderName UPGRADE = new HeaderName("Upgrade");
    public static final HeaderName HTTP2_SETTINGS = new HeaderName("HTTP2-Settings");

    // Fields that frame or route a message.
    public static final HeaderName HOST = new HeaderName("Host");
    public static final HeaderName CONTENT_LENGTH = new HeaderName("Content-Length");
    public static final HeaderName TRANSFER_ENCODING = new HeaderName("Transfer-Encoding");
    public static final HeaderName EXPECT = new HeaderName("Expect");

    // Fields that say where a request came from, which only a trusted client may set.
    public static final HeaderName X_FORWARDED_FOR = new HeaderName("X-Forwarded-For");
    public static final HeaderName X_FORWARDED_HOST = new HeaderName("X-Forwarded-Host");
    public static final HeaderName X_FORWARDED_PORT = new HeaderName("X-Forwarded-Port");
    public static final HeaderName X_FORWARDED_PROTO = new HeaderName("X-Forwarded-Proto");
    public static final HeaderName X_FORWARDED_SERVER = new HeaderName("X-Forwarded-Server");
    public static final HeaderName X_REAL_IP = new HeaderName("X-Real-Ip");
    public static final HeaderName X_FORWARDED_URI = new HeaderName("X-Forwarded-Uri");
    public static final HeaderName X_FORWARDED_METHOD = new HeaderName("X-Forwarded-Method");
    public static final HeaderName X_FORWARDED_PREFIX = new HeaderName("X-Forwarded-Prefix");
    public static final HeaderName X_FORWARDED_TLS_CLIENT_CERT = new HeaderName("X-Forwarded-Tls-Client-Cert");
    public static final HeaderName X_FORWARDED_TLS_CLIENT_CERT_INFOS =
            new HeaderName("X-Forwarded-Tls-Client-Cert-Infos");
    public static final HeaderName X_REPLACED_PATH = new HeaderName("X-Replaced-Path");
    public static final HeaderName FORWARDED = new HeaderName("Forwarded");

    // Fields that policies are about.
    public static final HeaderName AUTHORIZATION = new HeaderName("Authorization");
    public static final HeaderName ORIGIN_FIELD = new HeaderName("Origin");
    public static final HeaderName VARY = new HeaderName("Vary");
    public static final HeaderName LOCATION = new HeaderName("Location");
    public static final HeaderName ALT_SVC = new HeaderName("Alt-Svc");

    private static final Set<HeaderName> ORIGIN = Set.of(
            X_FORWARDED_FOR,
            X_FORWARDED_HOST,
            X_FORWARDED_PORT,
            X_FORWARDED_PROTO,
            X_FORWARDED_SERVER,
            X_REAL_IP,
            X_FORWARDED_URI,
            X_FORWARDED_METHOD,
            X_FORWARDED_PREFIX,
            X_FORWARDED_TLS_CLIENT_CERT,
            X_FORWARDED_TLS_CLIENT_CERT_INFOS,
            X_REPLACED_PATH,
            FORWARDED);

    private static final HeaderName[] KNOWN_TABLE = knownTable();

    private final String text;
    private final byte[] normal;
    private final int hash;
    private final byte[] line;

    /** A name as it shall be written; {@code text} has to be a token. */
    public HeaderName(String text) {
        this.text = text;
        normal = Ascii.bytes(text);
        int h = 0;
        for (int i = 0; i < normal.length; i++) {
            normal[i] = normal(normal[i]);
            h = hash(h, normal[i]);
        }
        hash = h;
        line = Ascii.bytes(text + ": ");
    }

    /** Whether this is a field that says where a request came from: one that only a trusted client may set. */
    public boolean tellsOrigin() {
        return ORIGIN.contains(this);
    }

    /** The name as it is written. */
    public String text() {
        return text;
    }

    /** The name as it begins a line, with colon and space. Not to be changed. */
    public byte[] lineStart() {
        return line;
    }

    /** The hash {@link Fields} keeps of every name, the same for all spellings. */
    int spellingHash() {
        return hash;
    }

    /** Whether a range spells this name in any way. */
    boolean isSpelled(byte[] bytes, int from, int to) {
        if (to - from != normal.length) {
            return false;
        }
        for (int i = 0; i < normal.length; i++) {
            if (normal(bytes[from + i]) != normal[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether another name is the same, in any spelling. */
    public boolean isSame(HeaderName other) {
        return hash == other.hash && Arrays.equals(normal, other.normal);
    }

    /** Whether a line begins with this name, in any spelling, and a colon. */
    public boolean begins(byte[] bytes, int from) {
        int colon = from + normal.length;
        return colon < bytes.length && bytes[colon] == ':' && isSpelled(bytes, from, colon);
    }

    /** The name in lower case, with {@code -} for {@code _}. */
    public String normalText() {
        return Ascii.text(normal, 0, normal.length);
    }

    /** The hash so far, and one more byte of the name. */
    static int hash(int hash, byte normal) {
        return hash * 31 + normal;
    }

    /** A byte of a name with the differences between spellings taken away. */
    static byte normal(byte b) {
        return b == '_' ? (byte) '-' : Ascii.lower(b);
    }

    /** The constant of this class that a range spells, or null. */
    static @Nullable HeaderName known(int hash, byte[] bytes, int from, int to) {
        for (int slot = slot(hash); ; slot = slot + 1 & KNOWN_TABLE.length - 1) {
            HeaderName name = KNOWN_TABLE[slot];
            if (name == null) {
                return null;
            }
            if (name.hash == hash && name.isSpelled(bytes, from, to)) {
                return name;
            }
        }
    }

    private static int slot(int hash) {
        return (hash * 0x9E3779B9) >>> 24;
    }

    private static HeaderName[] knownTable() {
        HeaderName[] table = new HeaderName[256];
        HeaderName[] names = {
            CONNECTION,
            KEEP_ALIVE,
            PROXY_CONNECTION,
            PROXY_AUTHENTICATE,
            PROXY_AUTHORIZATION,
            TE,
            TRAILER,
            TRAILERS,
            UPGRADE,
            HTTP2_SETTINGS,
            HOST,
            CONTENT_LENGTH,
            TRANSFER_ENCODING,
            EXPECT,
            X_FORWARDED_FOR,
            X_FORWARDED_HOST,
            X_FORWARDED_PORT,
            X_FORWARDED_PROTO,
            X_FORWARDED_SERVER,
            X_REAL_IP,
            X_FORWARDED_URI,
            X_FORWARDED_METHOD,
            X_FORWARDED_PREFIX,
            X_FORWARDED_TLS_CLIENT_CERT,
            X_FORWARDED_TLS_CLIENT_CERT_INFOS,
            X_REPLACED_PATH,
            FORWARDED,
        };
        for (HeaderName name : names) {
            int slot = slot(name.hash);
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = name;
        }
        return table;
    }

    @Override
    public String toString() {
        return text;
    }
}
