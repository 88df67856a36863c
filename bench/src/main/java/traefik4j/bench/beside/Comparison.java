package traefik4j.bench.beside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * CPU time per request of each peer: what the process used, divided by what was answered. Peers take turns, every other
 * round in reverse order, and what is said about two of them is the median of the ratios within a round.
 */
public final class Comparison {
    private static final double MICROS = 1e6;

    private final Options options;
    private final List<Cost> costs = new ArrayList<>();

    private Comparison(Options options) {
        this.options = options;
    }

    /** What a request cost in one round. */
    private record Cost(Workload workload, Peer peer, double micros) {}

    /** Measures; a table in Markdown. */
    public static String run(Options options) throws IOException {
        Comparison comparison = new Comparison(options);
        try (Stage stage = Stage.open(options)) {
            for (Workload workload : options.workloads()) {
                comparison.measure(stage, workload);
            }
        }
        return comparison.table();
    }

    private void measure(Stage stage, Workload workload) throws IOException {
        System.out.printf("%n%s: %s%n", workload.title(), workload.meaning());
        List<Running> proxies = new ArrayList<>();
        for (Peer peer : options.peers()) {
            if (!peer.takesPart(workload)) {
                continue;
            }
            Running proxy = stage.start(peer, workload.routes());
            workload.load(proxy, peer.warmUp(options));
            proxies.add(proxy);
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (Running proxy : round % 2 == 1 ? proxies : proxies.reversed()) {
                costs.add(measure(workload, proxy, round));
            }
        }
        proxies.forEach(stage::stop);
    }

    private Cost measure(Workload workload, Running proxy, int round) {
        ProcessHandle process = proxy.process().toHandle();
        double before = Machine.cpuSeconds(process);
        Load load = workload.load(proxy, options.seconds());
        double micros = (Machine.cpuSeconds(process) - before) * MICROS / load.requests();
        String name = proxy.peer().name();
        System.out.printf(
                Locale.ROOT,
                "  round %d  %-8s %9.2f us/req  %9.0f req/s  %4d MiB resident%n",
                round,
                name,
                micros,
                load.perSecond(),
                Machine.residentMebibytes(process));
        return new Cost(workload, proxy.peer(), micros);
    }

    private String table() {
        List<Peer> peers = options.peers();
        List<Peer> others = peers.contains(Options.OURS)
                ? peers.stream().filter(peer -> peer != Options.OURS).toList()
                : List.of();
        StringBuilder table =
                new StringBuilder("CPU time per request (us), and ours by that of the others\n\n| workload |");
        peers.forEach(peer -> table.append(" %s |".formatted(peer.name())));
        others.forEach(peer -> table.append(" ÷ %s |".formatted(peer.name())));
        table.append("\n|---|").repeat("---:|", peers.size() + others.size()).append('\n');
        for (Workload workload : options.workloads()) {
            table.append("| ").append(workload.title()).append(" |");
            peers.forEach(peer -> table.append(cell(costs(workload, peer))));
            others.forEach(peer -> table.append(cell(ratios(workload, peer))));
            table.append('\n');
        }
        return table.toString();
    }

    private List<Double> costs(Workload workload, Peer peer) {
        return costs.stream()
                .filter(cost -> cost.workload == workload && cost.peer.equals(peer))
                .map(Cost::micros)
                .toList();
    }

    private List<Double> ratios(Workload workload, Peer other) {
        List<Double> ours = costs(workload, Options.OURS);
        List<Double> theirs = costs(workload, other);
        return IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToObj(round -> ours.get(round) / theirs.get(round))
                .toList();
    }

    /** The median; a dash for who takes no part. */
    private static String cell(List<Double> values) {
        if (values.isEmpty()) {
            return " – |";
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return String.format(Locale.ROOT, " %.2f |", median);
    }
}
