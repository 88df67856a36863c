package traefik4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The command {@code version}: which build of Traefik4J this is, and what it runs on (reference §1.4). */
final class Version {
    private static final String CODENAME = "abondance";

    private final Terminal terminal;

    Version(Terminal terminal) {
        this.terminal = terminal;
    }

    int run() {
        Properties build = build();
        line("Version:", build.getProperty("version"));
        line("Codename:", CODENAME);
        line("Java version:", Runtime.version().toString());
        line("Built:", build.getProperty("built"));
        line("OS/Arch:", System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/" + architecture());
        return Terminal.WELL;
    }

    private void line(String label, String value) {
        terminal.out().printf("%-14s%s%n", label, value);
    }

    /** What the build wrote down about itself. */
    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("build.properties"))) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build;
    }

    /** The architecture in Go's words, which users of Traefik know. */
    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> other;
        };
    }
}
