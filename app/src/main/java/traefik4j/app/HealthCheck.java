package traefik4j.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import traefik4j.config.EntryPoint;
import traefik4j.config.Problem;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.flags.CommandLine;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.StaticReader;
import traefik4j.proxy.tls.TrustAnybody;

/** The command {@code healthcheck}: asks a proxy that runs with the same configuration whether it is well (reference §1.4). */
final class HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Terminal terminal;

    HealthCheck(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(CommandLine line) {
        LoadedStatic loaded = StaticReader.read(line.flags(), terminal.surroundings());
        if (loaded.hasErrors()) {
            loaded.problems().stream().filter(Problem::isError).forEach(terminal.err()::println);
            return terminal.fail("The configuration of the proxy cannot be read, so nobody can be asked.");
        }
        StaticConfiguration configuration = loaded.configuration();
        if (configuration.ping() == null) {
            return failed("please enable `ping` to use health check");
        }
        EntryPoint entryPoint = configuration.entryPoints().get(configuration.ping());
        return entryPoint == null ? failed("missing `ping` entrypoint") : ask(entryPoint);
    }

    private int ask(EntryPoint entryPoint) {
        String scheme = entryPoint.tls() == null ? "http" : "https";
        String url = scheme + "://" + entryPoint.address() + "/ping";
        String host = entryPoint.address().startsWith(":") ? "localhost" : "";
        try {
            HttpURLConnection connection = connect(URI.create(scheme + "://" + host + entryPoint.address() + "/ping"));
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                terminal.out().println("Bad healthcheck status: " + status + " " + connection.getResponseMessage());
                return Terminal.FAILED;
            }
            terminal.out().println("OK: " + url);
            return Terminal.WELL;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return failed("Head " + url + ": " + e.getMessage());
        }
    }

    private static HttpURLConnection connect(URI uri) throws IOException, GeneralSecurityException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAnybody()}, null);
            secure.setSSLSocketFactory(context.getSocketFactory());
            secure.setHostnameVerifier((host, session) -> true);
        }
        connection.setRequestMethod("HEAD");
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        return connection;
    }

    private int failed(String why) {
        terminal.out().println("Error calling healthcheck: " + why);
        return Terminal.FAILED;
    }
}
