package traefik4j.proxy.middleware;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;

/** Fields to set in a head, and to take away from it, checked and written beforehand. */
final class FieldLines {
    /** Fields that frame a message or belong to one hop, which no configuration may touch. */
    private static final Set<String> UNTOUCHABLE = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "content-length",
            "transfer-encoding");

    private final HeaderName[] names;
    private final byte[] @Nullable [] values;

    private FieldLines(List<HeaderName> names, List<byte @Nullable []> values) {
        this.names = names.toArray(HeaderName[]::new);
        this.values = values.toArray(byte[][]::new);
    }

    /**
     * The fields of a configuration; an empty value takes a field away.
     *
     * @param key the path of the option, for the fault
     * @throws PolicyFault if a name or value could not stand in a head
     */
    static FieldLines of(String key, Map<String, String> fields) {
        List<HeaderName> names = new ArrayList<>();
        List<byte @Nullable []> values = new ArrayList<>();
        fields.forEach((name, value) -> {
            HeaderName checked = name(key, name);
            byte[] bytes = value(key + "." + name, value);
            if (!UNTOUCHABLE.contains(checked.normalText())) {
                names.add(checked);
                values.add(bytes.length == 0 ? null : bytes);
            }
        });
        return new FieldLines(names, values);
    }

    /** A name that can stand in a head. */
    static HeaderName name(String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean good = bytes.length > 0;
        for (byte b : bytes) {
            good &= Ascii.isToken(b);
        }
        if (!good) {
            throw new PolicyFault(key, '"' + text + "\" (expected: the name of a header)");
        }
        return new HeaderName(text);
    }

    /** A value that can stand in a head. */
    static byte[] value(String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (!Ascii.isFieldText(b)) {
                throw new PolicyFault(key, "has a line break or another control character (expected: one line)");
            }
        }
        return bytes;
    }

    /** Whether there are none. */
    boolean isEmpty() {
        return names.length == 0;
    }

    /** The names of those that are set. */
    List<HeaderName> set() {
        List<HeaderName> set = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (values[i] != null) {
                set.add(names[i]);
            }
        }
        return set;
    }

    /** Sets them and takes them away. */
    void apply(HeadEdits edits) {
        for (int i = 0; i < names.length; i++) {
            byte[] value = values[i];
            if (value == null) {
                edits.remove(names[i]);
            } else {
                edits.set(names[i], value);
            }
        }
    }
}
