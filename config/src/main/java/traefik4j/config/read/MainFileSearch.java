package traefik4j.config.read;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;

/** The search for the main configuration file (reference §1.1). */
final class MainFileSearch {
    private static final List<String> USUAL = List.of("/etc/traefik/", "$HOME/.traefik/", ".");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([^}]*)}|(\\w+))");
    private static final String NAME = "traefik.toml";

    private final Surroundings surroundings;

    private MainFileSearch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The first file there is, that of {@code --configFile} before the usual places. */
    static Optional<Path> find(Optional<String> asked, Surroundings surroundings, Findings findings) {
        MainFileSearch search = new MainFileSearch(surroundings);
        Optional<Path> wanted = asked.filter(path -> !path.isEmpty()).flatMap(search::at);
        if (wanted.isPresent()) {
            return wanted;
        }
        Optional<Path> usual =
                USUAL.stream().flatMap(place -> search.at(place).stream()).findFirst();
        asked.filter(path -> !path.isEmpty()).ifPresent(path -> search.missed(path, usual, findings));
        return usual;
    }

    private void missed(String asked, Optional<Path> instead, Findings findings) {
        List<String> searched = Stream.concat(Stream.of(asked), USUAL.stream())
                .flatMap(place -> absolute(place).stream())
                .map(Path::toString)
                .toList();
        String used = instead.map(file -> file + " is used").orElse("no file is used");
        findings.warning(
                Place.of("command line"),
                KeyPath.of("--configFile"),
                "there is no file " + asked + "; " + used + ", after a search in " + String.join(", ", searched));
    }

    /** The file a candidate names, or {@code traefik.toml} in the folder it names. */
    private Optional<Path> at(String candidate) {
        return absolute(candidate)
                .flatMap(path -> Stream.of(path, path.resolve(NAME))
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    private Optional<Path> absolute(String candidate) {
        try {
            Path path = surroundings.directory().resolve(expanded(candidate));
            return Optional.of(path.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** With the values of variables such as {@code $HOME}; one that is not set is empty. */
    private String expanded(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(surroundings.environment().getOrDefault(name, ""));
        });
    }
}
