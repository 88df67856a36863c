package traefik4j.bench.beside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A proxy that runs.
 *
 * @param peer which one
 * @param site what it does
 * @param process the process it was started as
 * @param output where its output goes
 */
record Running(Peer peer, Site site, Process process, Path output) {
    /** The end of its output. */
    String log() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 1000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
