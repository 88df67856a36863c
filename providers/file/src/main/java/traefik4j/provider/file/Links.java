package traefik4j.provider.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The way to a file: each symbolic link that is met, and what they lead to at last. Whatever replaces one of these paths
 * replaces the file; Kubernetes does so with a link in the middle. The directory of each is free of links.
 */
final class Links {
    /** What Linux allows before it speaks of a loop. */
    private static final int MOST = 40;

    private final Set<Path> met = new LinkedHashSet<>();
    private final Deque<Path> ahead = new ArrayDeque<>();
    private int links;

    private Links() {}

    /** The paths on the way, absolute; the last one may not exist. */
    static Set<Path> of(Path file) {
        Links links = new Links();
        links.met.add(links.walk(file.toAbsolutePath()));
        return links.met;
    }

    private Path walk(Path file) {
        Path here = turn(file, file);
        while (!ahead.isEmpty()) {
            Path next = here.resolve(ahead.pop());
            if (links < MOST && Files.isSymbolicLink(next)) {
                here = followed(here, next);
            } else {
                here = next.normalize();
            }
        }
        return here;
    }

    private Path followed(Path here, Path link) {
        met.add(link);
        links++;
        try {
            return turn(Files.readSymbolicLink(link), here);
        } catch (IOException e) {
            // gone since: whoever removed it causes the next look
            return link;
        }
    }

    /** Puts the steps of a path in front of those that are left; returns where they start. */
    private Path turn(Path path, Path here) {
        List<Path> steps = new ArrayList<>();
        path.forEach(steps::add);
        Collections.reverse(steps);
        steps.forEach(ahead::push);
        Path root = path.getRoot();
        return root == null ? here : root;
    }
}
