package traefik4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The distribution as a user has it after unpacking: a directory with {@code bin} and {@code lib}. */
record Distribution(Path home) {
    /** Unpacks the archive that {@code app} packaged below {@code directory}. */
    static Distribution unpackIn(Path directory) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("distribution"));
        if (!Files.exists(archive)) {
            throw new IOException(
                    archive + " is missing: run ./mvnw -Pit verify from the root, which packages it first");
        }
        Files.createDirectories(directory);
        Tool tar = Tool.run("tar", "-xzf", archive.toString(), "-C", directory.toString());
        if (tar.exitCode() != 0) {
            throw new IOException("tar: " + tar.output());
        }
        return new Distribution(only(directory));
    }

    Path traefik() {
        return home.resolve("bin/traefik");
    }

    List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
