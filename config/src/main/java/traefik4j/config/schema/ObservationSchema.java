package traefik4j.config.schema;

import static traefik4j.config.schema.Key.decimal;
import static traefik4j.config.schema.Key.duration;
import static traefik4j.config.schema.Key.number;
import static traefik4j.config.schema.Key.pairs;
import static traefik4j.config.schema.Key.section;
import static traefik4j.config.schema.Key.text;
import static traefik4j.config.schema.Key.truth;
import static traefik4j.config.schema.Key.wideList;

import java.util.List;

/** The keys by which one looks into the running program: API, ping, logs, metrics, tracing (reference §6). */
final class ObservationSchema {
    private ObservationSchema() {}

    static List<Key> keys() {
        return List.of(
                section("ping", text("entryPoint").help("The entry point that answers /ping.", "traefik"))
                        .help("Answer /ping."),
                api().notYet(),
                web(),
                metrics().notYet(),
                tracing().notYet(),
                section("traefikLog", text("filePath"), text("format")).notYet(),
                text("traefikLogsFile").notYet(),
                accessLog().notYet(),
                text("accessLogsFile").notYet());
    }

    private static Key api() {
        return section("api", text("entryPoint"), truth("dashboard"), truth("debug"), statistics());
    }

    private static Key statistics() {
        return section("statistics", number("recentErrors"));
    }

    /** The forerunner of API, ping and metrics, of which ping is there. */
    private static Key web() {
        return section(
                        "web",
                        text("address").help("Deprecated: use an entry point named traefik.", ":8080"),
                        text("certFile").refused(),
                        text("keyFile").refused(),
                        truth("readOnly").notYet(),
                        text("path").notYet(),
                        statistics().notYet(),
                        metrics().notYet(),
                        truth("debug").notYet(),
                        AccessSchema.auth().notYet())
                .help("Deprecated: use ping.");
    }

    private static Key metrics() {
        return section(
                "metrics",
                section("prometheus", wideList("buckets"), text("entryPoint")),
                section("datadog", text("address"), text("pushInterval")),
                section("statsd", text("address"), text("pushInterval")),
                section(
                        "influxdb",
                        text("address"),
                        text("protocol"),
                        text("pushInterval"),
                        text("database"),
                        text("retentionPolicy"),
                        text("username"),
                        text("password")));
    }

    private static Key tracing() {
        return section(
                "tracing",
                text("backend"),
                text("serviceName"),
                number("spanNameLimit"),
                section(
                        "jaeger",
                        text("samplingServerURL"),
                        text("samplingType"),
                        decimal("samplingParam"),
                        text("localAgentHostPort"),
                        text("traceContextHeaderName")),
                section("zipkin", text("httpEndpoint"), truth("sameSpan"), truth("id128Bit"), truth("debug")),
                section(
                        "datadog",
                        text("localAgentHostPort"),
                        text("globalTag"),
                        truth("debug"),
                        truth("prioritySampling"),
                        text("traceIDHeaderName"),
                        text("parentIDHeaderName"),
                        text("samplingPriorityHeaderName"),
                        text("bagagePrefixHeaderName")));
    }

    private static Key accessLog() {
        return section(
                "accessLog",
                text("filePath"),
                text("format"),
                number("bufferingSize"),
                section("filters", wideList("statusCodes"), truth("retryAttempts"), duration("minDuration")),
                section(
                        "fields",
                        text("defaultMode"),
                        pairs("names"),
                        section("headers", text("defaultMode"), pairs("names"))));
    }
}
