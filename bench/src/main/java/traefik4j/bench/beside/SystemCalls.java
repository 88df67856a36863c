package traefik4j.bench.beside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** System calls per request of each peer, counted by strace once it is warm. */
public final class SystemCalls {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*(\\d+)\\s+(\\w+)$");
    private static final double OFTEN = 0.02;

    private SystemCalls() {}

    /** Counts; a table in Markdown. */
    public static String run(Options options) throws IOException {
        StringBuilder table = new StringBuilder(
                "System calls per request\n\n| workload | peer | all | which |\n|---|---|---:|---|\n");
        try (Stage stage = Stage.open(options)) {
            for (Workload workload : options.workloads()) {
                for (Peer peer : options.peers()) {
                    Running proxy = stage.start(peer, workload.routes());
                    workload.load(proxy, peer.warmUp(options));
                    String row = "| " + workload.title() + " | " + peer.name() + " | " + count(stage, workload, proxy)
                            + " |\n";
                    stage.stop(proxy);
                    System.out.print(row);
                    table.append(row);
                }
            }
        }
        return table.toString();
    }

    private static String count(Stage stage, Workload workload, Running proxy) throws IOException {
        ProcessHandle process = proxy.process().toHandle();
        Path report = proxy.site().folder().resolve("strace");
        Process strace = stage.runs(List.of(
                "strace", "-c", "-f", "-U", "calls,name", "-o", report.toString(), "-p", Machine.numbers(process)));
        stage.await("strace", () -> !strace.isAlive() || Machine.isTraced(process));
        Load load = workload.load(proxy, stage.options().seconds());
        stage.run(List.of("sh", "-c", "kill -INT " + strace.pid()));
        String said = stage.output(strace);
        return perRequest(Files.readString(report), load.requests(), said);
    }

    private static String perRequest(String report, long requests, String said) {
        StringBuilder often = new StringBuilder();
        double all = 0;
        for (Matcher line = LINE.matcher(report); line.find(); ) {
            double share = Double.parseDouble(line.group(1)) / requests;
            if (line.group(2).equals("total")) {
                continue;
            }
            all += share;
            if (share > OFTEN) {
                often.append(
                        String.format(Locale.ROOT, "%s%s %.2f", often.isEmpty() ? "" : ", ", line.group(2), share));
            }
        }
        if (all == 0) {
            throw new IllegalStateException("strace has counted nothing: " + said);
        }
        return String.format(Locale.ROOT, "%.2f | %s", all, often);
    }
}
