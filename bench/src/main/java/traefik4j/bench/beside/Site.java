package traefik4j.bench.beside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a proxy is to do: answer at two ports for one server, by host and path.
 *
 * @param stage where it all happens
 * @param folder its own files
 * @param http the port in the clear
 * @param https the port with TLS
 * @param routes the number of frontends there are beside the plain one
 */
record Site(Stage stage, Path folder, int http, int https, int routes) {
    /** The path that is answered after a server was asked at {@link #AUTHORITY}. */
    static final String GUARDED = "/guarded";

    /** Where the server lets everybody in. */
    static final String AUTHORITY = "/auth";

    /** The host and path that reach the server by the last frontend, or by the plain one. */
    String host() {
        return routes == 0 ? "bench.local" : host(routes);
    }

    String path() {
        return routes == 0 ? "/small" : path(routes) + "/x";
    }

    static String host(int route) {
        return "h%05d.example".formatted(route);
    }

    static String path(int route) {
        return "/p%05d".formatted(route);
    }

    /** A text for each of the frontends. */
    String eachRoute(IntFunction<String> text) {
        return IntStream.rangeClosed(1, routes).mapToObj(text).collect(Collectors.joining());
    }

    /** Writes a file of its configuration. */
    String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
