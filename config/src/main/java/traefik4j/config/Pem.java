package traefik4j.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * PEM text, given by the path of its file or as it stands (reference §2.1). It is read with the configuration, so that one
 * in which a file changed is another one. It never shows what is in it, which may be a private key.
 *
 * @param path the path as the user wrote it; empty if the text itself was written
 * @param text what is in it; empty if it could not be had
 * @param fault why it could not be had; empty if it could
 */
public record Pem(String path, String text, String fault) {
    /** None, where none is needed. */
    public static final Pem NONE = of("");

    private static final String BEGIN = "-----BEGIN ";
    private static final String EXPECTED = " (expected: a file, or PEM text)";

    /** PEM text that was written as it stands. */
    public static Pem of(String text) {
        return new Pem("", text, "");
    }

    /**
     * What somebody wrote where PEM may stand; none if nothing was written.
     *
     * @param directory where relative paths begin
     */
    public static Pem ifWritten(String written, Path directory) {
        return written.isEmpty() ? NONE : read(written, directory);
    }

    /**
     * What somebody wrote where PEM belongs.
     *
     * @param directory where relative paths begin
     */
    public static Pem read(String written, Path directory) {
        if (written.isEmpty()) {
            return new Pem("", "", "is missing" + EXPECTED);
        }
        if (written.contains(BEGIN)) {
            return of(written);
        }
        try {
            Path file = directory.resolve(written);
            return Files.exists(file)
                    ? new Pem(written, Files.readString(file, StandardCharsets.ISO_8859_1), "")
                    : new Pem(written, "", '"' + written + "\" is not there" + EXPECTED);
        } catch (IOException | InvalidPathException e) {
            return new Pem(written, "", '"' + written + "\" cannot be read" + EXPECTED);
        }
    }

    /** This, without what was in its file. */
    Pem asWritten() {
        return path.isEmpty() ? this : new Pem(path, "", "");
    }

    /** Whether it stands, or should, in a file of its own. */
    public boolean isOfFile() {
        return !path.isEmpty();
    }

    /** Whether there is none. */
    public boolean isNone() {
        return equals(NONE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pem that
                && path.equals(that.path)
                && text.equals(that.text)
                && fault.equals(that.fault);
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + path.hashCode();
    }

    /** What to call it. */
    @Override
    public String toString() {
        return !path.isEmpty() ? path : isNone() ? "" : "text";
    }
}
