package traefik4j.proxy.middleware;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.BackendTls;
import traefik4j.config.ClientTls;
import traefik4j.config.Pem;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.upstream.Complaints;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/**
 * A server that is asked who is let in. Its connections are kept as those of other servers are; when nobody asks any
 * longer, they are closed by the time they may be idle.
 */
final class Authority {
    private static final Logger LOG = LoggerFactory.getLogger(Authority.class);

    private final LiveServer server;
    private final Complaints complaints = new Complaints();

    private Authority(LiveServer server) {
        this.server = server;
    }

    /** Where servers that are asked come from. Those that are spoken to in the same way share what it takes. */
    static final class Source {
        private final UpstreamSettings settings;
        private final List<Worker> workers;
        private final Map<BackendTls, WeakReference<OutgoingTls>> contexts = new HashMap<>();

        /** They are reached in this way, and asked by these event loops. */
        Source(UpstreamSettings settings, List<Worker> workers) {
            this.settings = settings;
            this.workers = List.copyOf(workers);
        }

        /**
         * The server of an address.
         *
         * @param tls how TLS is spoken to it; null for the defaults
         * @throws PolicyFault if that is unusable, or the proxy by which it is reached
         */
        Authority at(URI address, @Nullable ClientTls tls) {
            boolean secure = address.getScheme().equalsIgnoreCase("https");
            OutgoingTls spoken = secure || tls != null ? outgoing(tls) : null;
            String url = address.getScheme() + "://" + ForwardQuestion.host(address);
            try {
                return new Authority(new LiveServer(url, secure ? spoken : null, null, settings, workers));
            } catch (IllegalArgumentException e) {
                throw new PolicyFault("auth.forward.address", String.valueOf(e.getMessage()));
            }
        }

        private OutgoingTls outgoing(@Nullable ClientTls tls) {
            try {
                return context(tls == null ? BackendTls.UNSAID : read(tls));
            } catch (IllegalArgumentException e) {
                throw new PolicyFault("auth.forward.tls", String.valueOf(e.getMessage()));
            }
        }

        private synchronized OutgoingTls context(BackendTls wanted) {
            contexts.values().removeIf(context -> context.get() == null);
            WeakReference<OutgoingTls> known = contexts.get(wanted);
            OutgoingTls context = known == null ? null : known.get();
            if (context == null) {
                context = OutgoingTls.of(wanted);
                contexts.put(wanted, new WeakReference<>(context));
            }
            return context;
        }

        private static BackendTls read(ClientTls tls) {
            if (tls.cert().isEmpty() != tls.key().isEmpty()) {
                throw new IllegalArgumentException(
                        "a certificate without its key, or the reverse (expected: both or none)");
            }
            Path here = Path.of("");
            return new BackendTls(
                    "",
                    tls.ca().isEmpty() ? List.of() : List.of(Pem.read(tls.ca(), here)),
                    tls.insecureSkipVerify(),
                    Pem.ifWritten(tls.cert(), here),
                    Pem.ifWritten(tls.key(), here));
        }
    }

    /** Asks. */
    void ask(Exchange question) {
        server.forward(question);
    }

    /** There was no answer: said in the log, once as long as nothing changes. */
    void failed(String reason) {
        LOG.debug("auth.forward {}: {}", server.url(), reason);
        if (complaints.isNews(reason)) {
            LOG.error("auth.forward {}: {}; clients get a 500 until it answers", server.url(), reason);
        }
    }

    /** There was one. */
    void answered() {
        if (complaints.areOver()) {
            LOG.info("auth.forward {}: answers again", server.url());
        }
    }
}
