package traefik4j.proxy.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Frontend;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.proxy.exchange.Destination;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.RequestWriter;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;

/**
 * Reads frontends and requests from a text and writes what becomes of them behind each {@code =>}:
 *
 * <pre>
 * frontend NAME [priority=N]: RULE [ &amp; RULE]…
 * ! a problem
 * GET host/path [Header: value] => 404 | 301 location | NAME target + Added: line…
 * raw LINE | LINE… => the same for a head line by line
 * option keepTrailingSlash | trusted
 * --- forgets all frontends and options
 * </pre>
 */
final class Vectors {
    private static final Pattern FRONTEND = Pattern.compile("frontend (\\S+)(?: priority=(-?\\d+))?: (.*)");
    private static final Pattern REQUEST = Pattern.compile("(\\S+) ([^/\\s]*)(\\S*)(?: \\[(.*)])?");

    private final List<String> out = new ArrayList<>();
    private final Map<String, RouteDefinition> definitions = new LinkedHashMap<>();
    private @Nullable RoutingTable table;
    private boolean keepTrailingSlash;
    private boolean trusted;
    private String taken = "";

    /** The text with the results as they are. */
    static String run(String text) {
        Vectors vectors = new Vectors();
        text.lines().forEach(vectors::line);
        return String.join("\n", vectors.out) + "\n";
    }

    private void line(String line) {
        if (line.startsWith("!")) {
            return;
        }
        Matcher frontend = FRONTEND.matcher(line);
        if (frontend.matches()) {
            define(frontend);
        } else if (line.equals("option keepTrailingSlash")) {
            keepTrailingSlash = true;
        } else if (line.equals("option trusted")) {
            trusted = true;
        } else if (!line.startsWith("#")) {
            compile();
        }
        if (line.startsWith("---")) {
            definitions.clear();
            table = null;
            keepTrailingSlash = false;
            trusted = false;
        }
        int arrow = line.indexOf("=>");
        if (arrow < 0 || line.startsWith("#") || table == null) {
            out.add(line);
        } else {
            String request = line.substring(0, arrow);
            out.add((request + "=> " + result(request.strip(), table)).stripTrailing());
        }
    }

    private void define(Matcher frontend) {
        Map<String, String> routes = new LinkedHashMap<>();
        for (String rule : frontend.group(3).split(" & ", -1)) {
            routes.put("r" + (routes.size() + 1), rule);
        }
        String name = frontend.group(1);
        int priority = frontend.group(2) == null ? 0 : Integer.parseInt(frontend.group(2));
        Frontend said = new Frontend(name, List.of("http"), routes, true, priority);
        definitions.put(name, new RouteDefinition("file", name, said, Places.NONE));
        table = null;
    }

    private void compile() {
        if (table == null && !definitions.isEmpty()) {
            CompiledRoutes compiled = Fresh.table(List.copyOf(definitions.values()), this::server, keepTrailingSlash);
            compiled.problems().forEach(problem -> out.add(described(problem)));
            table = compiled.table();
        }
    }

    private static String described(Problem problem) {
        return "! " + (problem.isError() ? "" : "warning: ") + problem;
    }

    private Handler server(String provider, String backend) {
        return exchange -> taken = backend;
    }

    private String result(String request, RoutingTable routes) {
        String head =
                request.startsWith("raw ") ? request.substring(4).replace(" | ", "\r\n") + "\r\n\r\n" : head(request);
        Rehearsal rehearsal = new Rehearsal("http", head.getBytes(StandardCharsets.UTF_8), trusted);
        if (rehearsal.status() != 0) {
            return Integer.toString(rehearsal.status());
        }
        taken = "";
        Answer answer = rehearsal.run(routes.forEntryPoint("http"));
        if (answer != null) {
            return answered(answer);
        }
        return taken + " " + forwarded(rehearsal.exchange());
    }

    /** Target and lines of ours of the head as the server gets it. */
    private static String forwarded(Exchange exchange) {
        Destination server = Destination.direct(Ascii.bytes("server"));
        byte[] head = new byte[RequestWriter.capacity(exchange, server)];
        List<String> lines = Ascii.text(head, 0, RequestWriter.write(exchange, server, head))
                .lines()
                .toList();
        String target = lines.getFirst().split(" ", -1)[1];
        return lines.stream()
                .filter(line -> line.matches("X-Forwarded-Prefix:.*|X-Replaced-Path:.*"))
                .reduce(target, (all, line) -> all + " + " + line);
    }

    private static String head(String request) {
        Matcher parts = REQUEST.matcher(request);
        if (!parts.matches()) {
            throw new AssertionError("not a request: " + request);
        }
        String headers = parts.group(4) == null ? "" : parts.group(4).replace(" | ", "\r\n") + "\r\n";
        return parts.group(1) + " " + parts.group(3) + " HTTP/1.1\r\nHost: " + parts.group(2) + "\r\n" + headers
                + "\r\n";
    }

    private static String answered(Answer answer) {
        String location = answer.fields().stream()
                .filter(field -> field.getKey().equals("Location"))
                .map(field -> " " + field.getValue())
                .findFirst()
                .orElse("");
        return answer.status() + location;
    }
}
