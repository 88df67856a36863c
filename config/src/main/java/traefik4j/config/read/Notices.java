package traefik4j.config.read;

import java.util.ArrayList;
import java.util.List;

/** Collects what a user of Traefik 1.x should know, though nothing is wrong. */
final class Notices {
    private final List<String> notices = new ArrayList<>();
    private final List<String> believingNobody = new ArrayList<>();

    /** An entry point that says nothing about {@code forwardedHeaders}. */
    void believesNobody(String entryPoint) {
        believingNobody.add(entryPoint);
    }

    void add(String notice) {
        notices.add(notice);
    }

    List<String> all() {
        List<String> all = new ArrayList<>(notices);
        if (!believingNobody.isEmpty()) {
            all.add(
                    "X-Forwarded-* headers of clients are not believed on " + String.join(", ", believingNobody)
                            + ", unlike in Traefik 1.x: behind another proxy set forwardedHeaders.trustedIPs of the entry point");
        }
        return all;
    }
}
