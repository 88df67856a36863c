package traefik4j.provider.file;

import traefik4j.config.Loaded;

/** Where the rules are written. */
sealed interface Source permits OneFile, Folder {
    /** Reads everything; what cannot be read is among the problems. */
    Loaded load();

    /** What has to be watched, as things are now. */
    Surface surface();
}
