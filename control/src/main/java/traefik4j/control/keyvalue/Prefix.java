package traefik4j.control.keyvalue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What keys begin with: stores differ in whether a slash stands before it. */
public final class Prefix {
    private final String path;

    private Prefix(String path) {
        this.path = path;
    }

    /** The prefix of this text, whatever slashes it has. */
    public static Prefix of(String text) {
        return new Prefix(Arrays.stream(text.split("/", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining("/")));
    }

    /** Without slashes around it; empty for all keys. */
    public String bare() {
        return path;
    }

    /** With a slash at its end, so that it begins no other prefix; empty for all keys. */
    public String folder() {
        return path.isEmpty() ? "" : path + "/";
    }

    /** Puts a key without its prefix into a map, if it has this prefix, with or without a slash before it. */
    public void put(Map<String, String> keys, String key, String value) {
        int start = key.startsWith("/") ? 1 : 0;
        if (key.startsWith(folder(), start) && key.length() > start + folder().length()) {
            keys.put(key.substring(start + folder().length()), value);
        }
    }
}
