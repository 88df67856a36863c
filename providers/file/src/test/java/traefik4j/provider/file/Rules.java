package traefik4j.provider.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Rules files for tests. */
final class Rules {
    private Rules() {}

    /** A backend of that name whose servers have these URLs. */
    static String backend(String name, String... urls) {
        StringBuilder toml = new StringBuilder("[backends.%s.servers]%n".formatted(name));
        for (int i = 0; i < urls.length; i++) {
            toml.append("[backends.%s.servers.s%d]%nurl = \"%s\"%n".formatted(name, i, urls[i]));
        }
        return toml.toString();
    }

    /** Replaces a file the way careful programs do. */
    static void renameOver(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Flips a symbolic link the way Kubernetes does. */
    static void link(Path link, Path target) throws IOException {
        Path fresh = link.resolveSibling(link.getFileName() + "_tmp");
        Files.createSymbolicLink(fresh, target);
        Files.move(fresh, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
