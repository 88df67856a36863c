package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.OpenSsl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Certificate;
import traefik4j.config.ClientCa;
import traefik4j.config.Problem;
import traefik4j.config.Tls;
import traefik4j.proxy.ocsp.Responders;
import traefik4j.proxy.ocsp.Staple;

/**
 * The TLS of an entry point (reference §2.3): its policy and those of some hosts, and certificates for all of them, of
 * which those that providers bring are replaced as a whole. It is made ready beside whatever else starts.
 */
public final class ServerTls implements AutoCloseable {
    /** What is spoken on top of TLS, the best first. */
    public static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

    private final String entryPoint;
    private final Tls tls;
    private final boolean boring;
    private final HostPolicies policies;
    private final CompletableFuture<List<TlsContext>> contexts;
    private final List<Problem> problems = new ArrayList<>();
    private List<ServerCertificate> own = List.of();
    private @Nullable ServerCertificate otherwise;
    private List<ServerCertificate> brought = List.of();
    private @Nullable Responders responders;
    private volatile @Nullable List<TlsContext> raw;
    private volatile CertificateIndex index = new CertificateIndex(List.of(), null);

    private ServerTls(String entryPoint, Tls tls, boolean boring) {
        this.entryPoint = entryPoint;
        this.tls = tls;
        this.boring = boring;
        policies = HostPolicies.of(tls);
        contexts = CompletableFuture.supplyAsync(this::prepare, Thread::startVirtualThread);
    }

    /** The TLS of an entry point, which is being made ready. */
    public static ServerTls of(String entryPoint, Tls tls) {
        return new ServerTls(entryPoint, tls, OpenSsl.isAvailable());
    }

    /** The same by the JDK alone, as where there is no native library. */
    static ServerTls ofJdk(String entryPoint, Tls tls) {
        return new ServerTls(entryPoint, tls, false);
    }

    private List<TlsContext> prepare() {
        Certificates certificates = new Certificates(boring);
        List<ServerCertificate> loaded = new ArrayList<>();
        for (Certificate source : tls.certificates()) {
            add(loaded, certificates.load(source, problems::add));
        }
        own = Certificates.distinct(loaded, problems::add);
        otherwise = otherwise(certificates);
        publish();
        return made(PROTOCOLS);
    }

    /** A context for each policy. */
    private List<TlsContext> made(List<String> protocols) {
        List<TlsContext> made = new ArrayList<>();
        try {
            for (int number = 0; number < policies.count(); number++) {
                String name = entryPoint + " " + number + protocols;
                made.add(TlsContext.of(name, policies.policy(number), protocols, boring, () -> index));
            }
            return made;
        } catch (IllegalArgumentException e) {
            made.forEach(TlsContext::close);
            throw e;
        }
    }

    private static void add(List<ServerCertificate> to, @Nullable ServerCertificate certificate) {
        if (certificate != null) {
            to.add(certificate);
        }
    }

    private @Nullable ServerCertificate otherwise(Certificates certificates) {
        Certificate configured = tls.defaultCertificate();
        ServerCertificate loaded = configured == null ? null : certificates.load(configured, problems::add);
        if (policies.areStrict() || loaded != null) {
            return policies.areStrict() ? null : loaded;
        }
        return own.isEmpty() ? certificates.load(SelfSigned.make(), problems::add) : own.getFirst();
    }

    private synchronized void publish() {
        index = new CertificateIndex(
                Stream.concat(brought.stream(), own.stream()).map(this::shown).toList(),
                otherwise == null ? null : shown(otherwise));
    }

    /** A certificate as it is shown here: with what its issuer says about it, or alone. */
    private ServerCertificate shown(ServerCertificate certificate) {
        Staple staple = certificate.staple();
        if (staple == null) {
            return certificate;
        }
        if (!(tls.ocsp() == null ? staple.isDemanded() : tls.ocsp())) {
            return certificate.alone();
        }
        if (responders != null) {
            staple.begin(responders);
        }
        return certificate;
    }

    /** Waits until it is ready; completes with an exception whose message says what is unusable. */
    public CompletableFuture<?> ready() {
        return contexts;
    }

    /** What is wrong with it. It waits until all was read. */
    public List<Problem> problems() {
        String unusable = contexts.handle((ready, failure) -> failure == null ? "" : reason(failure))
                .join();
        List<Problem> all = new ArrayList<>(problems);
        if (!unusable.isEmpty()) {
            all.add(Problem.error(null, "entryPoints." + entryPoint + ".tls", unusable));
        }
        return all;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    /** The certificate for a client that names this server, or none; null if it is refused. */
    @Nullable
    ServerCertificate choose(@Nullable String serverName) {
        return tls.sniStrict() ? index.find(serverName, null) : index.choose(serverName, null);
    }

    /** Whose certificates clients have to show; null if they need none. */
    @Nullable
    ClientCa clientCa() {
        return tls.clientCa();
    }

    /** Whether certificates are for BoringSSL. */
    boolean isBoring() {
        return boring;
    }

    /** Puts certificates of providers in the place of those they brought before. It waits until all others were read. */
    void replace(List<ServerCertificate> brought, Consumer<Problem> found) {
        contexts.handle((ready, failure) -> 0).join();
        synchronized (this) {
            this.brought = Certificates.distinct(brought, found);
            publish();
        }
    }

    /** Begins to ask OCSP responders about those certificates with which their answers are to be shown. */
    void staple(Responders asked) {
        contexts.handle((ready, failure) -> 0).join();
        synchronized (this) {
            responders = asked;
            publish();
        }
    }

    /** Which policy is for which host. */
    public HostPolicies policies() {
        return policies;
    }

    /** The handler of a connection under the policy of this number; only once it is ready. */
    public ChannelHandler newHandler(Channel channel, int policy) {
        return contexts.join().get(policy).newHandler(channel);
    }

    /** The same for what is not HTTP, so that nothing is offered on top of TLS. */
    public ChannelHandler newRawHandler(Channel channel, int policy) {
        List<TlsContext> made = raw;
        return (made == null ? raw() : made).get(policy).newHandler(channel);
    }

    /** Made when it is needed first, as few entry points end TLS for others. */
    private synchronized List<TlsContext> raw() {
        List<TlsContext> made = raw;
        if (made == null) {
            made = made(List.of());
            raw = made;
        }
        return made;
    }

    /** Frees what is not in the hands of the garbage collector; there must be no more connections. */
    @Override
    public void close() {
        contexts.thenAccept(all -> all.forEach(TlsContext::close));
        List<TlsContext> made = raw;
        if (made != null) {
            made.forEach(TlsContext::close);
        }
    }
}
