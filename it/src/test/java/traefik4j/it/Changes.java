package traefik4j.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Changes of keys at random, one after the other without waiting for any: frontends get another rule, or lose the one they
 * have. Each is asked for until it is live.
 */
final class Changes {
    private static final int FRONTENDS = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String BELOW = "traefik/frontends/moving";

    private final KeyServer store;
    private final String url;
    private final RandomGenerator random;
    private final HttpClient client = HttpClient.newHttpClient();
    private final TreeMap<Integer, String> paths = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();
    private final List<Duration> took = new ArrayList<>();

    /**
     * Of a store.
     *
     * @param url where the proxy is
     */
    Changes(KeyServer store, String url, RandomGenerator random) {
        this.store = store;
        this.url = url;
        this.random = random;
    }

    /**
     * What is under way.
     *
     * @param frontend the number of a frontend
     * @param path what shows that it is live
     * @param isRouted whether there is a route then
     * @param began when the change was made
     */
    private record Change(int frontend, String path, boolean isRouted, long began) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    /** Makes so many, and waits until each is live; returns how long each took. */
    List<Duration> make(int number) throws IOException, InterruptedException {
        for (int frontend = 0; frontend < FRONTENDS; frontend++) {
            store.put(BELOW + frontend + "/routes/r/rule", "Path:/nothing" + frontend);
            store.put(BELOW + frontend + "/backend", "nginx");
        }
        await().atMost(Program.PATIENCE).until(() -> isRouted("/nothing" + (FRONTENDS - 1)));
        long next = System.nanoTime();
        for (int made = 0; made < number || !pending.isEmpty(); ) {
            if (made < number && System.nanoTime() >= next) {
                change(++made);
                next += PAUSE.toNanos();
            }
            look();
        }
        return took;
    }

    private void change(int number) throws IOException, InterruptedException {
        int frontend = random.nextInt(FRONTENDS);
        while (isUnderWay(frontend)) {
            frontend = (frontend + 1) % FRONTENDS;
        }
        long began = System.nanoTime();
        String before = paths.remove(frontend);
        if (before != null && random.nextInt(3) == 0) {
            store.delete(BELOW + frontend + "/routes/r/rule");
            pending.add(new Change(frontend, before, false, began));
        } else {
            String path = "/moved" + number;
            paths.put(frontend, path);
            store.put(BELOW + frontend + "/routes/r/rule", "Path:" + path);
            pending.add(new Change(frontend, path, true, began));
        }
    }

    private boolean isUnderWay(int frontend) {
        return pending.stream().anyMatch(change -> change.frontend() == frontend);
    }

    private void look() throws IOException, InterruptedException {
        for (Change change : List.copyOf(pending)) {
            if (isRouted(change.path()) == change.isRouted()) {
                took.add(change.age());
                pending.remove(change);
            } else if (change.age().compareTo(Program.PATIENCE) > 0) {
                throw new AssertionError(change + " does not become live");
            }
        }
    }

    /** Who says that a page is missing: nginx if there is a route, the proxy if there is none. */
    private boolean isRouted(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body().contains("nginx");
    }
}
