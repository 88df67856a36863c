package traefik4j.proxy.flow;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import traefik4j.config.BackendTls;
import traefik4j.config.Pem;

/** The certificates of {@code src/test/resources/tls}. */
public final class TestTls {
    private TestTls() {}

    /** The path of a file. */
    static String file(String name) {
        return "src/test/resources/tls/" + name;
    }

    /** What is in a file. */
    static Pem pem(String name) {
        return Pem.read(file(name), Path.of(""));
    }

    /** The TLS of a server that shows this certificate, and believes clients of the test CA. */
    public static SSLContext server(String certificate) {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            new File(file(certificate + ".pem")), new File(file(certificate + ".key")))
                    .trustManager(new File(file("ca.pem")))
                    .sslProvider(SslProvider.JDK);
            return ((JdkSslContext) builder.build()).context();
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The TLS of a client that believes the test CA. */
    static SSLContext client() {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .trustManager(new File(file("ca.pem")))
                    .sslProvider(SslProvider.JDK);
            return ((JdkSslContext) builder.build()).context();
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said to believe the test CA. */
    static BackendTls believing(String serverName) {
        return new BackendTls(serverName, List.of(pem("ca.pem")), null, Pem.NONE, Pem.NONE);
    }

    /** What is said to believe anybody, or not, or nothing about it. */
    static BackendTls skipping(@Nullable Boolean skip) {
        return new BackendTls("", List.of(), skip, Pem.NONE, Pem.NONE);
    }
}
