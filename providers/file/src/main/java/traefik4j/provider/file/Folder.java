package traefik4j.provider.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Problem;

/**
 * A directory and those below it, of which every {@code .toml} file counts, in the order of names. Links to directories
 * are not followed, nor is what Kubernetes keeps behind its own links ({@code ..data}), and the lock files of Emacs
 * ({@code .#rules.toml}) are none.
 *
 * @param path the directory as the user calls it
 * @param reader reads one file
 */
record Folder(Path path, Function<Path, Loaded> reader) implements Source {
    @Override
    public Loaded load() {
        Union union = new Union();
        try {
            for (Path file : entries(path).files()) {
                if (GoTemplate.is(file)) {
                    union.add(Problem.warning(
                            Place.of(file.toString()), "", "Go templates are not supported yet, so it is left out"));
                } else {
                    union.add(OneFile.read(file, reader));
                }
            }
        } catch (IOException e) {
            return OneFile.unreadable(path, "cannot be read: " + e + " (expected: a directory)");
        }
        return union.loaded();
    }

    @Override
    public List<Path> files() {
        try {
            return entries(path).files().stream()
                    .filter(file -> !GoTemplate.is(file))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public Surface surface() {
        Set<Path> files = new HashSet<>(Links.of(path));
        try {
            Entries entries = entries(path.toRealPath());
            entries.files().forEach(file -> files.addAll(Links.of(file)));
            return new Surface(files, entries.folders());
        } catch (IOException e) {
            return new Surface(files, Set.of());
        }
    }

    private static Entries entries(Path folder) throws IOException {
        Entries entries = new Entries(new ArrayList<>(), new HashSet<>());
        entries.addAllIn(folder);
        return entries;
    }

    /**
     * What there is in a directory.
     *
     * @param files the files that count, in the order in which they count
     * @param folders the directory and all below it
     */
    private record Entries(List<Path> files, Set<Path> folders) {
        void addAllIn(Path folder) throws IOException {
            folders.add(folder);
            for (Path entry : sorted(folder)) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    addFolder(entry);
                } else if (Surface.isRules(entry) && !Files.isDirectory(entry)) {
                    files.add(entry);
                }
            }
        }

        private static List<Path> sorted(Path folder) throws IOException {
            try (Stream<Path> list = Files.list(folder)) {
                return list.sorted(Comparator.comparing(Entries::name)).toList();
            } catch (UncheckedIOException e) {
                throw new IOException(e.getCause());
            }
        }

        private void addFolder(Path folder) throws IOException {
            if (!name(folder).startsWith("..")) {
                addAllIn(folder);
            }
        }

        private static String name(Path entry) {
            return String.valueOf(entry.getFileName());
        }
    }
}
