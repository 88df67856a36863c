package traefik4j.config.schema;

import static traefik4j.config.schema.Key.count;
import static traefik4j.config.schema.Key.duration;
import static traefik4j.config.schema.Key.list;
import static traefik4j.config.schema.Key.named;
import static traefik4j.config.schema.Key.number;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;

import java.util.List;

/** The keys of the static configuration (reference §1.5), which are the names of the flags as well. */
public final class StaticSchema {
    /** Every key that is read once at start. */
    static final Section KEYS =
            global().and(timeouts()).and(ObservationSchema.keys()).and(ProviderSchema.keys());

    /** The main file, where the keys of the dynamic configuration may stand as well. */
    public static final Section MAIN_FILE =
            KEYS.and(List.of(elsewhere("backends"), elsewhere("frontends"), elsewhere("tls"), elsewhere("tcp")));

    /** A key-value store, where the keys of the dynamic configuration stand as well, and those of its users. */
    public static final Section STORE = MAIN_FILE.open();

    /** The flags. */
    public static final Section FLAGS =
            KEYS.and(List.of(text("configFile").help("The main configuration file (TOML).")));

    private StaticSchema() {}

    private static Key elsewhere(String name) {
        return section(name).with(Support.ELSEWHERE);
    }

    private static Section global() {
        return Section.of(
                truth("debug").help("Log at level DEBUG, unless logLevel says otherwise.", "false"),
                text("logLevel").help("How much to log: DEBUG, INFO, WARN, ERROR, FATAL or PANIC.", "ERROR"),
                named("entryPoints", EntryPointSchema.ENTRY_POINT)
                        .help("An entry point, such as 'Name:http Address::80'. May be given several times."),
                list("defaultEntryPoints")
                        .help("Entry points of frontends that name none, separated by commas.", "http"),
                duration("providersThrottleDuration")
                        .help("The least time between two configurations of one provider.", "2s"),
                count("maxIdleConnsPerHost").help("Idle connections kept to each server.", "200"),
                truth("allowMinWeightZero").help("Let a weight of 0 mean never, not 1.", "false"),
                truth("keepTrailingSlash").help("Tell /a from /a/ in rules.", "false"),
                duration("graceTimeOut").help("Deprecated: use lifeCycle.graceTimeOut."),
                duration("idleTimeout").help("Deprecated: use respondingTimeouts.idleTimeout."),
                truth("checkNewVersion").notYet(),
                truth("sendAnonymousUsage").notYet(),
                list("constraints")
                        .help("Tags that servers in key-value stores need, or may not have: tag==api,tag!=old."),
                truth("insecureSkipVerify").help("Believe any certificate of a server.", "false"),
                list("rootCAs").help("Whose certificates of servers to believe: PEM, or files of it.", "the system's"),
                section(
                                "retry",
                                number("attempts").help("Tries in all; 0 for as many as the backend has servers.", "0"))
                        .help("Another server when one cannot be reached."),
                section("healthcheck", duration("interval").help("From one health check to the next.", "30s"))
                        .help("Health checks of backends."),
                section("hostResolver", truth("cnameFlattening"), text("resolvConfig"), number("resolvDepth"))
                        .notYet(),
                cluster(),
                AcmeSchema.acme().refused());
    }

    private static Key cluster() {
        return section(
                        "cluster",
                        text("node").help("The name of this instance; made up at start if there is none."),
                        section("store", text("prefix").help("What the keys of the cluster begin with."))
                                .help("Where instances meet."))
                .help("Several instances on one key-value store.");
    }

    private static List<Key> timeouts() {
        return List.of(
                section(
                                "lifeCycle",
                                duration("requestAcceptGraceTimeout")
                                        .help("How long to go on accepting after the signal to stop.", "0s"),
                                duration("graceTimeOut").help("How long requests may then take to end.", "10s"))
                        .help("How to stop."),
                section(
                                "respondingTimeouts",
                                duration("readTimeout").help("For reading a whole request; 0 for ever.", "0s"),
                                duration("writeTimeout").help("For writing a response; 0 for ever.", "0s"),
                                duration("idleTimeout").help("For a connection without a request.", "3m0s"))
                        .help("Time-outs towards clients."),
                section(
                                "forwardingTimeouts",
                                duration("dialTimeout").help("For connecting to a server.", "30s"),
                                duration("responseHeaderTimeout").help("For the head of a response; 0 for ever.", "0s"))
                        .help("Time-outs towards servers."),
                limits());
    }

    private static Key limits() {
        return section(
                        "limits",
                        count("maxHeaderBytes").help("Bytes of a request's head.", "65536"),
                        count("maxHeaderCount").help("Header fields of a request.", "256"),
                        count("maxUriBytes").help("Bytes of a request target.", "32768"),
                        duration("headerReadTimeout").help("For reading a request's head; 0 for ever.", "10s"),
                        count("minBodyRate").help("Bytes a second a request body has to bring.", "100"),
                        duration("writeStallTimeout").help("How long a client may take nothing of its answer.", "1m0s"))
                .help("What a client may cost. Not in Traefik.");
    }
}
