package traefik4j.proxy.tls;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Certificate;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.EntryPoint;
import traefik4j.config.Problem;
import traefik4j.proxy.ocsp.Responders;

/** The TLS of all entry points, and the certificates that providers bring for them. Lives on the thread of reloads. */
public final class LiveCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCertificates.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, ServerTls> entryPoints = new LinkedHashMap<>();
    private @Nullable Certificates certificates;

    /** Begins to make all of it ready. */
    public LiveCertificates(Map<String, EntryPoint> entryPoints) {
        entryPoints.forEach((name, entryPoint) -> {
            if (entryPoint.tls() != null) {
                this.entryPoints.put(name, ServerTls.of(name, entryPoint.tls()));
            }
        });
    }

    /** The TLS of an entry point; null if it has none. */
    public @Nullable ServerTls at(String entryPoint) {
        return entryPoints.get(entryPoint);
    }

    /**
     * Puts into force what providers say now, each certificate at the entry points it names.
     *
     * @return what is wrong with it
     */
    public List<Problem> replace(List<DynamicCertificate> said) {
        Set<Problem> problems = new LinkedHashSet<>();
        Map<String, List<ServerCertificate>> byEntryPoint = new LinkedHashMap<>();
        Set<Certificate> sources = new HashSet<>();
        for (DynamicCertificate brought : said) {
            List<String> places =
                    brought.entryPoints().stream().filter(this::isHere).toList();
            ServerCertificate loaded = places.isEmpty() ? null : loader().load(brought.certificate(), problems::add);
            if (loaded != null) {
                sources.add(brought.certificate());
                places.forEach(place -> byEntryPoint
                        .computeIfAbsent(place, name -> new ArrayList<>())
                        .add(loaded));
            }
        }
        if (certificates != null) {
            certificates.keep(sources);
            entryPoints.forEach((name, tls) -> tls.replace(byEntryPoint.getOrDefault(name, List.of()), problems::add));
        }
        return List.copyOf(problems);
    }

    /** Begins to ask OCSP responders, where that is wanted; once, and by any thread. */
    public void staple() {
        Responders responders = new Responders(InstantSource.system(), PATIENCE);
        entryPoints.values().forEach(tls -> tls.staple(responders));
    }

    private boolean isHere(String entryPoint) {
        boolean here = entryPoints.containsKey(entryPoint);
        if (!here) {
            LOG.debug("a certificate for entry point {}, which has no TLS, is not used", entryPoint);
        }
        return here;
    }

    /** Made when there is something to load, as most configurations have nothing. */
    private Certificates loader() {
        if (certificates == null) {
            certificates =
                    new Certificates(entryPoints.values().iterator().next().isBoring());
        }
        return certificates;
    }
}
