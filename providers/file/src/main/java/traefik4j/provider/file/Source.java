package traefik4j.provider.file;

import java.nio.file.Path;
import java.util.List;
import traefik4j.config.Loaded;

/** Where the rules are written. */
sealed interface Source permits OneFile, Folder {
    /** Reads everything; what cannot be read is among the problems. */
    Loaded load();

    /** The files, in the order in which they count; none if they cannot be listed. */
    List<Path> files();

    /** What has to be watched, as things are now. */
    Surface surface();
}
