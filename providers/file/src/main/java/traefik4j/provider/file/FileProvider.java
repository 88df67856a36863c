package traefik4j.provider.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Pem;
import traefik4j.config.read.DynamicFiles;
import traefik4j.config.read.MainFile;
import traefik4j.control.Provider;

/**
 * Publishes what is written in files, and publishes it again as they change (reference §5.3). A change is noticed by the
 * events of the file system, usually within milliseconds, and where there are none by looking every second.
 */
public final class FileProvider implements Provider {
    private static final Duration SHORT_WAIT = Duration.ofMillis(5);
    private static final Duration LONG_WAIT = Duration.ofMillis(500);
    private static final int MOST_SHORT_WAITS = 20;
    private static final int MOST_LONG_WAITS = 200;
    private static final int MOST_ATTEMPTS = 20;

    private final Source source;
    private final DynamicFiles read;
    private final boolean watch;
    private volatile Set<Path> mentioned = Set.of();

    FileProvider(Source source, DynamicFiles read, boolean watch) {
        this.source = source;
        this.read = read;
        this.watch = watch;
    }

    /**
     * The provider a configuration asks for: of its directory, else of its own file, else of the main file.
     *
     * @param mainFile the main configuration file; null if there is none
     */
    public static FileProvider of(traefik4j.config.FileProvider options, @Nullable MainFile mainFile) {
        DynamicFiles files = new DynamicFiles();
        return new FileProvider(source(options, mainFile, files), files, options.watch());
    }

    private static Source source(
            traefik4j.config.FileProvider options, @Nullable MainFile mainFile, DynamicFiles files) {
        Function<Path, Loaded> reader = file -> readRules(file, files);
        if (!options.directory().isEmpty()) {
            return new Folder(Path.of(options.directory()), reader);
        }
        if (!options.filename().isEmpty() || mainFile == null) {
            return new OneFile(Path.of(options.filename()), reader);
        }
        return new OneFile(mainFile.path(), path -> mainFile.read());
    }

    /** Traefik 1.x takes such files for templates of Go, other than the main file. */
    private static Loaded readRules(Path file, DynamicFiles files) {
        return files.read(file, text -> GoTemplate.trace(file, text));
    }

    @Override
    public String name() {
        return "file";
    }

    /** The files it reads, in the order in which they count. */
    public List<Path> files() {
        return source.files();
    }

    /** Reads it all once. */
    public Loaded load() {
        Loaded loaded = source.load();
        read.endRound();
        mentioned = mentioned(loaded.configuration());
        return loaded;
    }

    /** The files that the rules name, which are read with them. */
    private static Set<Path> mentioned(DynamicConfiguration configuration) {
        return configuration
                .pemsOfFiles()
                .map(Pem::path)
                .filter(FileProvider::isPath)
                .map(Path::of)
                .collect(Collectors.toSet());
    }

    private static boolean isPath(String text) {
        return text.indexOf('\0') < 0;
    }

    /** What has to be watched, as things were when the rules were read last. */
    private Surface surface() {
        return source.surface().and(mentioned);
    }

    @Override
    public void run(Consumer<Loaded> publish) throws IOException, InterruptedException {
        if (!watch) {
            publish.accept(load());
            return;
        }
        try (Watch events = Watch.open()) {
            follow(events, publish);
        }
    }

    /** Watches before it reads, so that no change falls between the two. */
    private void follow(Watch events, Consumer<Loaded> publish) throws InterruptedException {
        Surface surface = surface();
        events.follow(surface);
        Sight seen = Sight.of(surface);
        publish.accept(load());
        while (true) {
            boolean event = events.await(seen.pause());
            if (event || !Sight.of(surface()).equals(seen)) {
                seen = publishSettled(events, publish);
            }
        }
    }

    /** Publishes what nobody touched while it was read, unless somebody never stops. Returns how it looked before. */
    private Sight publishSettled(Watch events, Consumer<Loaded> publish) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Sight before = settled(events);
            Loaded loaded = load();
            boolean touched =
                    events.await(Duration.ZERO) || !Sight.of(surface()).equals(before);
            // what clears all routes is read twice: time stamps are too coarse to tell two writes in a row
            boolean doubtful = attempt == 1 && loaded.configuration().equals(DynamicConfiguration.EMPTY);
            if (!(touched || doubtful) || attempt == MOST_ATTEMPTS) {
                publish.accept(loaded);
                return before;
            }
        }
    }

    /** Waits until whoever writes has finished, as far as one can tell, though not for ever. */
    private Sight settled(Watch events) throws InterruptedException {
        for (int wait = 1; ; wait++) {
            Surface surface = surface();
            events.follow(surface);
            Sight now = Sight.of(surface);
            boolean halfDone = now.isHalfDone();
            boolean event = events.await(halfDone ? LONG_WAIT : SHORT_WAIT);
            if (!event || wait >= (halfDone ? MOST_LONG_WAITS : MOST_SHORT_WAITS)) {
                return now;
            }
        }
    }
}
