package traefik4j.provider.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import traefik4j.config.Backend;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Frontend;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.Tcp;
import traefik4j.config.TcpBackend;
import traefik4j.config.TcpFrontend;

/** Several files as one configuration; of two objects of one name the first is used (reference §5.3). */
final class Union {
    private final Map<String, Backend> backends = new LinkedHashMap<>();
    private final Map<String, Frontend> frontends = new LinkedHashMap<>();
    private final Map<String, TcpBackend> tcpBackends = new LinkedHashMap<>();
    private final Map<String, TcpFrontend> tcpFrontends = new LinkedHashMap<>();
    private final List<DynamicCertificate> certificates = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Places places = Places.NONE;

    void add(Problem problem) {
        problems.add(problem);
    }

    void add(Loaded file) {
        problems.addAll(file.problems());
        addNew("backends.", file.configuration().backends(), backends, file.places());
        addNew("frontends.", file.configuration().frontends(), frontends, file.places());
        Tcp tcp = file.configuration().tcp();
        addNew("tcp.backends.", tcp.backends(), tcpBackends, file.places());
        addNew("tcp.frontends.", tcp.frontends(), tcpFrontends, file.places());
        certificates.addAll(file.configuration().certificates());
        places = places.orElse(file.places());
    }

    private <T> void addNew(String section, Map<String, T> from, Map<String, T> to, Places placesOfFile) {
        from.forEach((name, object) -> {
            if (to.putIfAbsent(name, object) != null) {
                String key = section + name;
                Place first = places.of(key);
                problems.add(Problem.warning(
                        placesOfFile.of(key),
                        key,
                        "defined twice, so the first is used" + (first == null ? "" : ", " + first)));
            }
        });
    }

    Loaded loaded() {
        Tcp tcp = new Tcp(tcpBackends, tcpFrontends);
        return new Loaded(new DynamicConfiguration(backends, frontends, certificates, tcp), places, problems);
    }
}
