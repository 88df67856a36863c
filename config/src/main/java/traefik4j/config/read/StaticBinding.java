package traefik4j.config.read;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import traefik4j.config.BackendTls;
import traefik4j.config.EntryPoint;
import traefik4j.config.FileProvider;
import traefik4j.config.ForwardingTimeouts;
import traefik4j.config.LifeCycle;
import traefik4j.config.Limits;
import traefik4j.config.Pem;
import traefik4j.config.Place;
import traefik4j.config.RespondingTimeouts;
import traefik4j.config.Retry;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** Makes the static configuration of a tree: defaults, and the rules by which one key follows from another (reference §1.5). */
final class StaticBinding {
    private static final Set<String> LEVELS = Set.of("DEBUG", "INFO", "WARN", "ERROR", "FATAL", "PANIC");
    private static final Duration HEALTH_INTERVAL = Duration.ofSeconds(30);
    private static final int GO_IDLE_CONNS_PER_HOST = 2;

    private final Table tree;
    private final Path directory;
    private final Findings findings;
    private final Notices notices;

    StaticBinding(Table tree, Path directory, Findings findings, Notices notices) {
        this.tree = tree;
        this.directory = directory;
        this.findings = findings;
        this.notices = notices;
    }

    StaticConfiguration bind() {
        Optional<String> ping = new PingBinding(tree, notices).entryPoint();
        Map<String, EntryPoint> entryPoints = entryPoints(ping);
        StoreBinding stores = new StoreBinding(tree, findings);
        int idle = tree.number("maxIdleConnsPerHost", 200);
        return new StaticConfiguration(
                logLevel(),
                entryPoints,
                defaultEntryPoints(entryPoints.keySet()),
                tree.duration("providersThrottleDuration", Duration.ofSeconds(2)),
                idle == 0 ? GO_IDLE_CONNS_PER_HOST : idle,
                tree.truth("allowMinWeightZero", false),
                tree.truth("keepTrailingSlash", false),
                respondingTimeouts(),
                forwardingTimeouts(),
                lifeCycle(),
                limits(tree.tableOrEmpty("limits")),
                ping.filter(name -> exists(name, entryPoints)).orElse(null),
                file(),
                tree.table("retry")
                        .map(retry -> new Retry(retry.number("attempts", 0)))
                        .orElse(null),
                healthInterval(),
                serverTls(),
                stores.bind(),
                stores.cluster());
    }

    private BackendTls serverTls() {
        List<Pem> rootCas = BackendTlsBinding.pems(tree, "rootCAs");
        rootCas.stream()
                .map(PemCheck::ofCertificates)
                .filter(fault -> !fault.isEmpty())
                .forEach(fault -> findings.error(place("rootCAs"), KeyPath.of("rootCAs"), fault));
        return new BackendTls("", rootCas, tree.truth("insecureSkipVerify", false), Pem.NONE, Pem.NONE);
    }

    private Duration healthInterval() {
        Duration interval = tree.tableOrEmpty("healthcheck").duration("interval", HEALTH_INTERVAL);
        return interval.isZero() ? HEALTH_INTERVAL : interval;
    }

    private String logLevel() {
        String otherwise = tree.truth("debug", false) ? "DEBUG" : "ERROR";
        String written = tree.text("logLevel").orElse("");
        String level = written.toUpperCase(Locale.ROOT);
        if (!written.isEmpty() && !LEVELS.contains(level)) {
            String what = "(expected: DEBUG, INFO, WARN, ERROR, FATAL or PANIC); " + otherwise + " is used";
            findings.warning(place("logLevel"), KeyPath.of("logLevel"), '"' + written + "\" " + what);
        }
        return LEVELS.contains(level) ? level : otherwise;
    }

    private Map<String, EntryPoint> entryPoints(Optional<String> ping) {
        EntryPointBinding binding = new EntryPointBinding(directory, findings, notices);
        Map<String, EntryPoint> entryPoints = new LinkedHashMap<>(binding.bind(tree.tableOrEmpty("entryPoints")));
        if (entryPoints.isEmpty()) {
            entryPoints.put("http", binding.plain("http", KeyPath.of("entryPoints"), ":80", tree.place()));
            notices.believesNobody("http");
        }
        if (ping.filter(PingBinding.OWN::equals).isPresent() && !entryPoints.containsKey(PingBinding.OWN)) {
            Table web = tree.tableOrEmpty("web");
            KeyPath key = web.has("address") ? KeyPath.of("web", "address") : KeyPath.of("ping", "entryPoint");
            String address = web.text("address").orElse(":8080");
            entryPoints.put(PingBinding.OWN, binding.plain(PingBinding.OWN, key, address, web.placeOf("address")));
        }
        return entryPoints;
    }

    private List<String> defaultEntryPoints(Set<String> known) {
        boolean given = tree.has("defaultEntryPoints")
                && tree.tableOrEmpty("entryPoints").size() > 0;
        List<String> names = given ? tree.list("defaultEntryPoints") : List.of("http");
        for (String name : names) {
            if (!known.contains(name)) {
                String what = name + " is no entry point (expected: " + String.join(", ", known) + ")";
                findings.warning(place("defaultEntryPoints"), KeyPath.of("defaultEntryPoints"), what);
            }
        }
        return names;
    }

    private boolean exists(String name, Map<String, EntryPoint> entryPoints) {
        if (!entryPoints.containsKey(name)) {
            String what = name + " is no entry point (expected: " + String.join(", ", entryPoints.keySet()) + ")";
            findings.error(place("ping"), KeyPath.of("ping", "entryPoint"), what);
        }
        return entryPoints.containsKey(name);
    }

    private RespondingTimeouts respondingTimeouts() {
        Table section = tree.tableOrEmpty("respondingTimeouts");
        RespondingTimeouts otherwise = RespondingTimeouts.DEFAULT;
        Duration idle = section.duration("idleTimeout", otherwise.idleTimeout());
        Duration deprecated = tree.duration("idleTimeout", Duration.ZERO);
        return new RespondingTimeouts(
                section.duration("readTimeout", otherwise.readTimeout()),
                section.duration("writeTimeout", otherwise.writeTimeout()),
                deprecated.isZero() ? idle : deprecated);
    }

    private ForwardingTimeouts forwardingTimeouts() {
        Table section = tree.tableOrEmpty("forwardingTimeouts");
        ForwardingTimeouts otherwise = ForwardingTimeouts.DEFAULT;
        return new ForwardingTimeouts(
                section.duration("dialTimeout", otherwise.dialTimeout()),
                section.duration("responseHeaderTimeout", otherwise.responseHeaderTimeout()));
    }

    private LifeCycle lifeCycle() {
        Table section = tree.tableOrEmpty("lifeCycle");
        Duration grace = section.duration("graceTimeOut", LifeCycle.DEFAULT.graceTimeOut());
        Duration deprecated = tree.duration("graceTimeOut", Duration.ZERO);
        return new LifeCycle(
                section.duration("requestAcceptGraceTimeout", LifeCycle.DEFAULT.requestAcceptGraceTimeout()),
                deprecated.isZero() ? grace : deprecated);
    }

    private Limits limits(Table section) {
        Limits otherwise = Limits.DEFAULT;
        return new Limits(
                limit(section, "maxHeaderBytes", otherwise.maxHeaderBytes()),
                limit(section, "maxHeaderCount", otherwise.maxHeaderCount()),
                limit(section, "maxUriBytes", otherwise.maxUriBytes()),
                section.duration("headerReadTimeout", otherwise.headerReadTimeout()),
                section.number("minBodyRate", otherwise.minBodyRate()),
                section.duration("writeStallTimeout", otherwise.writeStallTimeout()));
    }

    /** A size that cannot be switched off, because what it bounds lies in memory. */
    private int limit(Table section, String name, int otherwise) {
        int limit = section.number(name, otherwise);
        if (limit == 0) {
            findings.error(section.placeOf(name), KeyPath.of("limits", name), "0 (expected: a whole number > 0)");
        }
        return limit;
    }

    private @Nullable FileProvider file() {
        return tree.table("file")
                .map(file -> new FileProvider(
                        file.text("filename").orElse(""), file.text("directory").orElse(""), file.truth("watch", true)))
                .orElse(null);
    }

    private @Nullable Place place(String key) {
        Node node = tree.get(key);
        return node == null ? null : node.place();
    }
}
