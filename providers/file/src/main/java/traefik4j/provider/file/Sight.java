package traefik4j.provider.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How files look from outside, to tell without reading them whether they changed.
 *
 * @param stamps what each of them shows; {@link Stamp#NONE} if it is not there
 */
record Sight(Map<Path, Stamp> stamps) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int FILES_A_SECOND = 1000;

    /**
     * The outside of a file or link; of a directory no more than which one it is.
     *
     * @param modified when it was written last
     * @param size how many bytes it has
     * @param identity what tells it from another file of the same name; null where the file system does not know
     */
    record Stamp(FileTime modified, long size, @Nullable Object identity) {
        static final Stamp NONE = new Stamp(FileTime.fromMillis(0), 0, null);

        static Stamp of(Path path) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return attributes.isDirectory()
                        ? new Stamp(NONE.modified, 1, attributes.fileKey())
                        : new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                // not there, or not ours to see: either way it shows nothing
                return NONE;
            }
        }
    }

    static Sight of(Surface surface) {
        Map<Path, Stamp> stamps = new HashMap<>();
        surface.files().forEach(file -> stamps.put(file, Stamp.of(file)));
        return new Sight(stamps);
    }

    /** Whether somebody seems to be writing: a file is empty, or missing. */
    boolean isHalfDone() {
        return stamps.values().stream().anyMatch(stamp -> stamp.size() == 0);
    }

    /** How long not to look again: a second, or longer for thousands of files. */
    Duration pause() {
        return SECOND.multipliedBy(1 + stamps.size() / FILES_A_SECOND);
    }
}
