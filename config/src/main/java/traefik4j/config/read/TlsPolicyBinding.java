package traefik4j.config.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import traefik4j.config.CipherSuite;
import traefik4j.config.ClientCa;
import traefik4j.config.HostTls;
import traefik4j.config.Pem;
import traefik4j.config.Place;
import traefik4j.config.TlsPolicy;
import traefik4j.config.TlsVersion;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes TLS policies of the sections they stand in. */
final class TlsPolicyBinding {
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile("(?:\\*\\.)?(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern ADDRESS = Pattern.compile(".*(?:^|\\.)[0-9]+|.*:.*");

    private final Path directory;
    private final Findings findings;

    /**
     * Binds.
     *
     * @param directory where relative paths begin
     */
    TlsPolicyBinding(Path directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    /** A policy; of what its section does not say, it takes that of another one. */
    TlsPolicy policy(KeyPath path, Table section, TlsPolicy otherwise) {
        return new TlsPolicy(
                section.truth("sniStrict", otherwise.sniStrict()),
                minVersion(path.then("minVersion"), section, otherwise.minVersion()),
                section.has("cipherSuites")
                        ? cipherSuites(path.then("cipherSuites"), section)
                        : otherwise.cipherSuites(),
                clientCa(path, section, otherwise.clientCa()));
    }

    /** The policies of hosts, each of which has one at most. */
    List<HostTls> hosts(KeyPath path, List<Table> tables, TlsPolicy own) {
        List<HostTls> hosts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Table table : tables) {
            KeyPath its = path.then(String.valueOf(hosts.size()));
            hosts.add(new HostTls(names(its.then("names"), table, taken), policy(its, table, own)));
        }
        return hosts;
    }

    private List<String> names(KeyPath path, Table table, Set<String> taken) {
        Place place = table.placeOf("names");
        List<String> names = new ArrayList<>();
        for (String written : table.list("names")) {
            String lower = written.toLowerCase(Locale.ROOT);
            String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            if (ADDRESS.matcher(name).matches()) {
                findings.error(
                        place, path, '"' + written + "\" is an address, which no client asks for (expected: a name)");
            } else if (!NAME.matcher(name).matches()) {
                findings.error(place, path, '"' + written + "\" (expected: a name, or *. and a name)");
            } else if (!taken.add(name)) {
                findings.error(place, path, '"' + written + "\" has a policy already (expected: each name once)");
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            findings.error(place, path, "is missing (expected: hosts such as example.com or *.example.com)");
        }
        return names;
    }

    private TlsVersion minVersion(KeyPath path, Table section, TlsVersion otherwise) {
        String written = section.text("minVersion").orElse("");
        if (written.isEmpty()) {
            return otherwise;
        }
        return TlsVersion.of(written).orElseGet(() -> {
            findings.error(
                    section.placeOf("minVersion"),
                    path,
                    '"' + written + "\" (expected: " + String.join(", ", TlsVersion.texts()) + ")");
            return otherwise;
        });
    }

    private List<String> cipherSuites(KeyPath path, Table section) {
        List<String> names = section.list("cipherSuites");
        Place place = section.placeOf("cipherSuites");
        for (String name : names) {
            if (CipherSuite.isGone(name)) {
                findings.error(
                        place, path, '"' + name + "\" is broken or weak, and not to be had (expected: " + some());
            } else if (CipherSuite.isAlwaysThere(name)) {
                findings.warning(place, path, '"' + name + "\" is always offered, whether it is named or not");
            } else if (!CipherSuite.canBeChosen(name)) {
                findings.error(place, path, '"' + name + "\" is no cipher suite (expected: " + some());
            }
        }
        return names;
    }

    private static String some() {
        return "some of " + String.join(", ", CipherSuite.names()) + ")";
    }

    private @Nullable ClientCa clientCa(KeyPath path, Table section, @Nullable ClientCa otherwise) {
        List<String> deprecated = section.list("clientCAFiles");
        if (!deprecated.isEmpty()) {
            return clientCa(path.then("clientCAFiles"), section.placeOf("clientCAFiles"), deprecated, false);
        }
        return section.table("clientCA")
                .map(table -> clientCa(
                        path.then("clientCA").then("files"),
                        table.placeOf("files"),
                        table.list("files"),
                        table.truth("optional", false)))
                .orElse(otherwise);
    }

    private ClientCa clientCa(KeyPath path, Place place, List<String> written, boolean optional) {
        List<Pem> files =
                written.stream().map(file -> Pem.read(file, directory)).toList();
        if (files.isEmpty()) {
            findings.error(place, path, Pem.read("", directory).fault());
        }
        files.stream().filter(pem -> !pem.fault().isEmpty()).forEach(pem -> findings.error(place, path, pem.fault()));
        return new ClientCa(files, optional);
    }
}
