package traefik4j.config.flags;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import traefik4j.config.schema.EntryPointSchema;
import traefik4j.config.schema.Key;
import traefik4j.config.schema.Kind;
import traefik4j.config.schema.Nearest;
import traefik4j.config.schema.Section;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/**
 * One entry point in the small language of {@code --entryPoints} (reference §1.3): {@code Name:http Address::80}. Its
 * options are the keys of the entry point's section, but for a few that are spelled differently.
 */
final class EntryPointText {
    private static final Map<String, String> SPELLED_DIFFERENTLY = Map.of(
            "ca", "tls.clientCA.files",
            "ca.optional", "tls.clientCA.optional",
            "tls.defaultcertificate.cert", "tls.defaultCertificate.certFile",
            "tls.defaultcertificate.key", "tls.defaultCertificate.keyFile");
    private static final Set<String> TRUE = Set.of("true", "enable", "on");
    private static final String CERTIFICATES = "certificates";

    private final Findings findings;
    private final KeyPath flag;
    private final Table entryPoint = new Table(Flags.PLACE);
    private String name = "";
    private boolean encrypted;

    private EntryPointText(Findings findings, KeyPath flag) {
        this.findings = findings;
        this.flag = flag;
    }

    /**
     * An entry point as it was read.
     *
     * @param name its name
     * @param table its section
     */
    record Named(String name, Table table) {}

    /** The entry point of one flag. */
    static Named read(String text, KeyPath flag, Findings findings) {
        EntryPointText reading = new EntryPointText(findings, flag);
        for (String option : text.strip().split("\\s+", -1)) {
            reading.option(option);
        }
        return reading.finished();
    }

    /** The table of all entry points that were given by flags. */
    static Table together(List<Object> entryPoints) {
        Table table = new Table(Flags.PLACE);
        for (Object entryPoint : entryPoints) {
            if (entryPoint instanceof Named named) {
                table.put(named.name(), named.table());
            }
        }
        return table;
    }

    private Named finished() {
        if (name.isEmpty()) {
            findings.error(Flags.PLACE, flag, "has no name (expected: Name:http Address::80)");
        }
        if (!encrypted && entryPoint.has("tls")) {
            findings.warning(Flags.PLACE, flag, "its TLS options do nothing (expected: TLS among the options)");
            entryPoint.remove("tls");
        }
        return new Named(name, entryPoint);
    }

    private void option(String option) {
        int colon = option.indexOf(':');
        String value = option.substring(colon + 1);
        String typed = colon < 0 ? option : option.substring(0, colon);
        String key = typed.toLowerCase(Locale.ROOT).replace('_', '.');
        switch (key) {
            case "name" -> name = value;
            case "tls" -> tls(colon < 0 ? "" : value);
            default ->
                find(key).ifPresentOrElse(found -> set(found, typed, colon < 0, value), () -> unknown(typed, key));
        }
    }

    private void tls(String certificates) {
        encrypted = true;
        List<Node> pairs = new ArrayList<>();
        for (String pair : certificates.isEmpty() ? new String[0] : certificates.split(";", -1)) {
            String[] files = pair.split(",", -1);
            if (files.length != 2) {
                findings.error(Flags.PLACE, flag, "TLS:" + pair + " (expected: TLS:certFile,keyFile;…)");
                continue;
            }
            Table certificate = new Table(Flags.PLACE);
            certificate.put("certFile", new Node.Scalar(files[0], Flags.PLACE));
            certificate.put("keyFile", new Node.Scalar(files[1], Flags.PLACE));
            pairs.add(certificate);
        }
        Table tls = entryPoint.grow("tls", Flags.PLACE);
        if (!pairs.isEmpty()) {
            tls.put(CERTIFICATES, new Node.Items(pairs, Flags.PLACE));
        }
    }

    /** The keys from the entry point down to an option; empty if it has none of that name. */
    private static Optional<List<Key>> find(String option) {
        List<Key> found = new ArrayList<>();
        Section section = EntryPointSchema.ENTRY_POINT;
        for (String step : SPELLED_DIFFERENTLY.getOrDefault(option, option).split("\\.", -1)) {
            Optional<Key> key = section == null ? Optional.empty() : section.find(step);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            found.add(key.get());
            section = key.get().shape() instanceof Section below ? below : null;
        }
        return found.getLast().shape() instanceof Kind ? Optional.of(found) : Optional.empty();
    }

    private void set(List<Key> keys, String typed, boolean bare, String text) {
        if (bare) {
            findings.error(Flags.PLACE, flag, typed + " needs a value (expected: " + typed + ":…)");
            return;
        }
        Table table = entryPoint;
        for (Key section : keys.subList(0, keys.size() - 1)) {
            table = table.grow(section.name(), Flags.PLACE);
        }
        Key key = keys.getLast();
        Object value = switch ((Kind) key.shape()) {
            case TRUTH -> TRUE.contains(text.toLowerCase(Locale.ROOT));
            case LIST, WIDE_LIST -> Kind.LIST.fromText(text).orElse(List.of());
            default -> text;
        };
        table.put(key.name(), new Node.Scalar(value, Flags.PLACE));
    }

    private void unknown(String typed, String key) {
        if (!key.isEmpty()) {
            findings.warning(Flags.PLACE, flag, "unknown option " + typed + Nearest.suggestion(key, options()));
        }
    }

    private static Set<String> options() {
        Set<String> options = new LinkedHashSet<>(List.of("Name", "TLS"));
        EntryPointSchema.ENTRY_POINT.walk(path -> options.add(String.join(".", path.names())));
        return options;
    }
}
