package traefik4j.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import traefik4j.config.Backend;
import traefik4j.config.EntryPoint;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.flags.CommandLine;
import traefik4j.proxy.routing.Explanation;
import traefik4j.proxy.routing.Question;

/**
 * The command {@code explain}: which way a request would take, and which frontends it just missed. The exit code is 0 if
 * a frontend takes it.
 */
final class Explain {
    private final Terminal terminal;

    Explain(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(CommandLine line) throws InterruptedException {
        if (line.arguments().size() != 2) {
            return terminal.fail("explain needs a method and a URL, such as: traefik explain GET"
                    + " http://shop.example.com/cart -H 'Accept: text/html'");
        }
        String method = line.arguments().getFirst();
        String url = line.arguments().getLast();
        List<String> headers = line.options().getOrDefault("header", List.of());
        Optional<String> malformed =
                headers.stream().filter(header -> header.indexOf(':') < 1).findFirst();
        if (malformed.isPresent()) {
            return terminal.fail("-H \"" + malformed.get() + "\" is no header (expected: 'Name: value')");
        }
        Inspection inspection = Inspection.of(line, terminal.surroundings());
        if (inspection.errors() > 0) {
            terminal.err()
                    .println("The configuration has errors; \"traefik check\" prints them. Without what they cost:");
        }
        inspection.silent().forEach(terminal.err()::println);
        String entryPoint = entryPoint(inspection.loaded().configuration(), url);
        Explanation explanation = inspection.routes().table().explain(Question.of(entryPoint, method, url, headers));
        return print(inspection, entryPoint, explanation);
    }

    private int print(Inspection inspection, String name, Explanation explanation) {
        EntryPoint entryPoint = at(inspection.loaded().configuration().entryPoints(), name);
        Explanation.Taken taken = explanation.taken();
        terminal.out().println("entry     " + name + " (" + entryPoint.address() + ")");
        explanation
                .lines(taken == null ? List.of() : servers(inspection, taken))
                .forEach(terminal.out()::println);
        if (taken == null) {
            terminal.out().println("No frontend takes this request: the exit code is 1.");
            return Terminal.FAILED;
        }
        return Terminal.WELL;
    }

    private static List<String> servers(Inspection inspection, Explanation.Taken taken) {
        Backend backend = Publication.backend(inspection.snapshot(), taken.provider(), taken.backend());
        return backend == null
                ? List.of()
                : backend.servers().entrySet().stream()
                        .map(server -> server.getKey() + " " + server.getValue().url() + ", weight "
                                + server.getValue().weight())
                        .toList();
    }

    /** The entry point that listens where the URL points, else the first default one. */
    static String entryPoint(StaticConfiguration configuration, String url) {
        boolean secure = url.toLowerCase(Locale.ROOT).startsWith("https:");
        String port = ":" + port(url, secure);
        Map<String, EntryPoint> all = configuration.entryPoints();
        Optional<String> byPort = all.keySet().stream()
                .filter(name -> at(all, name).address().endsWith(port))
                .findFirst();
        Optional<String> byScheme = configuration.defaultEntryPoints().stream()
                .filter(name -> all.containsKey(name) && (at(all, name).tls() != null) == secure)
                .findFirst();
        return byPort.or(() -> byScheme)
                .orElseGet(() -> configuration.defaultEntryPoints().stream()
                        .filter(all::containsKey)
                        .findFirst()
                        .orElse(all.keySet().iterator().next()));
    }

    private static EntryPoint at(Map<String, EntryPoint> all, String name) {
        EntryPoint entryPoint = all.get(name);
        if (entryPoint == null) {
            throw new IllegalArgumentException(name);
        }
        return entryPoint;
    }

    private static String port(String url, boolean secure) {
        int scheme = url.indexOf("://");
        String authority = url.substring(scheme < 0 ? 0 : scheme + 3).split("[/?#]", 2)[0];
        int colon = authority.lastIndexOf(':');
        boolean given = colon >= 0 && authority.indexOf(']', colon) < 0;
        return given ? authority.substring(colon + 1) : secure ? "443" : "80";
    }
}
