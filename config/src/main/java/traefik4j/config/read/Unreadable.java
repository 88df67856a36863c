package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import traefik4j.config.Place;
import traefik4j.config.Problem;

/** Why a file could not be read, in words. */
final class Unreadable {
    private Unreadable() {}

    static Problem problem(Path file, IOException reason) {
        String what = switch (reason) {
            case NoSuchFileException gone -> "does not exist (expected: a file)";
            case AccessDeniedException denied -> "may not be read (expected: permission for this user)";
            default -> "cannot be read: " + reason.getMessage();
        };
        return Problem.error(Place.of(file.toString()), "", what);
    }
}
