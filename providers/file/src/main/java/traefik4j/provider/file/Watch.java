package traefik4j.provider.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of the file system about one surface. Without them, or with too few, it just lets time pass. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final @Nullable WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private Surface surface = new Surface(Set.of(), Set.of());
    private boolean complained;

    private Watch(@Nullable WatchService service) {
        this.service = service;
    }

    static Watch open() {
        try {
            return new Watch(FileSystems.getDefault().newWatchService());
        } catch (IOException e) {
            Watch blind = new Watch(null);
            blind.complain(e);
            return blind;
        }
    }

    /** Watches this surface from now on, and no other. Directories that were replaced are watched anew. */
    void follow(Surface next) {
        surface = next;
        Set<Path> stages = next.stages();
        keys.entrySet().removeIf(entry -> {
            boolean gone = !stages.contains(entry.getKey());
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
        });
        stages.forEach(this::register);
    }

    private void register(Path stage) {
        if (service == null) {
            return;
        }
        try {
            keys.put(stage, stage.register(service, KINDS));
        } catch (IOException e) {
            if (stage.toFile().isDirectory()) {
                complain(e);
            }
        }
    }

    private void complain(IOException cause) {
        if (!complained) {
            LOG.warn("changes of files may be noticed late, by looking now and then: {}", cause.toString());
        }
        complained = true;
    }

    /** Waits for something to happen to the surface; false if nothing did for that long. */
    boolean await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        long left = most.toNanos();
        do {
            WatchKey key = poll(left);
            if (key != null && concerns(key)) {
                return true;
            }
            left = end - System.nanoTime();
        } while (left > 0);
        return false;
    }

    private @Nullable WatchKey poll(long nanos) throws InterruptedException {
        if (service != null) {
            return service.poll(nanos, TimeUnit.NANOSECONDS);
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
        return null;
    }

    private boolean concerns(WatchKey key) {
        boolean concerns = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            concerns |= !(event.context() instanceof Path name)
                    || (key.watchable() instanceof Path stage && surface.includes(stage.resolve(name)));
        }
        return !key.reset() || concerns;
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }
}
