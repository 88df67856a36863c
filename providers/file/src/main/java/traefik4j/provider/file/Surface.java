package traefik4j.provider.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The part of the file system whose changes matter. All paths are absolute, and no directory
 * is named in two ways.
 *
 * @param files files and links, by name
 * @param folders directories in which any rules file or directory matters
 */
record Surface(Set<Path> files, Set<Path> folders) {
    /** Copies the sets. */
    Surface {
        files = Set.copyOf(files);
        folders = Set.copyOf(folders);
    }

    /** This surface with more files, by the names the user has for them. */
    Surface and(Set<Path> more) {
        Set<Path> all = new HashSet<>(files);
        more.forEach(file -> all.addAll(Links.of(file)));
        return new Surface(all, folders);
    }

    /** The directories in which something could happen. */
    Set<Path> stages() {
        Set<Path> stages = new HashSet<>(folders);
        for (Path file : files) {
            Path parent = file.getParent();
            if (parent != null) {
                stages.add(parent);
            }
        }
        return stages;
    }

    /** Whether it matters that something happened to this entry of one of the stages. */
    boolean includes(Path entry) {
        if (files.contains(entry) || folders.contains(entry)) {
            return true;
        }
        return folders.contains(entry.getParent()) && (isRules(entry) || Files.isDirectory(entry));
    }

    /** Whether the name of a file says that there are rules in it. */
    static boolean isRules(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".toml") || GoTemplate.is(file)) && !name.startsWith(".#");
    }
}
