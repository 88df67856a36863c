package traefik4j.bench.beside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What ours allocates per request, once it is warm: all of it as the JVM counts it for each thread, and of which classes and
 * where by samples. Both come from the flight recorder, whose own threads are left out.
 */
public final class Allocations {
    private static final int SHOWN = 12;
    private static final String SAMPLE = "jdk.ObjectAllocationSample";
    private static final String COUNT = "jdk.ThreadAllocationStatistics";

    private final Map<String, long[]> byThread = new HashMap<>();
    private final Map<String, Long> bySite = new HashMap<>();
    /** Threads that were seen: the first sample of each stands for all it had allocated before. */
    private final Set<String> sampledThreads = new HashSet<>();

    private long sampled;

    private Allocations() {}

    /** Measures; tables in Markdown. */
    public static String run(Options options) throws IOException {
        StringBuilder tables = new StringBuilder("Allocated per request\n");
        try (Stage stage = Stage.open(options)) {
            for (Workload workload : options.workloads()) {
                Running proxy = stage.start(Options.OURS, workload.routes());
                workload.load(proxy, options.warmUp());
                String table = table(stage, workload, proxy);
                stage.stop(proxy);
                System.out.println(table);
                tables.append(table);
            }
        }
        return tables.toString();
    }

    private static String table(Stage stage, Workload workload, Running proxy) throws IOException {
        Path recording = proxy.site().folder().resolve("recording.jfr");
        recorder(
                stage,
                proxy,
                "JFR.start",
                "name=bench",
                "settings=none",
                "+" + SAMPLE + "#enabled=true",
                "+" + SAMPLE + "#throttle=500/s",
                "+" + COUNT + "#enabled=true",
                "+" + COUNT + "#period=200ms");
        Load load = workload.load(proxy, stage.options().seconds());
        recorder(stage, proxy, "JFR.stop", "name=bench", "filename=" + recording);
        Allocations allocations = new Allocations();
        RecordingFile.readAllEvents(recording).forEach(allocations::add);
        return allocations.table(workload, load.requests());
    }

    private static void recorder(Stage stage, Running proxy, String... command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> all = new ArrayList<>(List.of(jcmd, "" + proxy.process().pid()));
        all.addAll(List.of(command));
        String said = stage.run(all);
        if (!said.toLowerCase(Locale.ROOT).contains("recording") || said.contains("Warning")) {
            throw new IllegalStateException("the flight recorder of ours cannot be used: " + said);
        }
    }

    private void add(RecordedEvent event) {
        boolean counts = event.getEventType().getName().equals(COUNT);
        RecordedThread thread = event.getThread(counts ? "thread" : "eventThread");
        String name = thread == null || thread.getJavaName() == null ? "JFR" : thread.getJavaName();
        if (name.startsWith("JFR") || name.equals("Attach Listener")) {
            return;
        }
        if (counts) {
            long allocated = event.getLong("allocated");
            long[] range = byThread.computeIfAbsent(name, any -> new long[] {allocated, allocated});
            range[0] = Math.min(range[0], allocated);
            range[1] = Math.max(range[1], allocated);
        } else if (!sampledThreads.add(name)) {
            long weight = event.getLong("weight");
            sampled += weight;
            bySite.merge(event.getClass("objectClass").getName() + " | " + site(event), weight, Long::sum);
        }
    }

    /** Where it was, as far as it is ours. */
    private static String site(RecordedEvent event) {
        var stack = event.getStackTrace();
        if (stack == null) {
            return "?";
        }
        String where =
                stack.getFrames().isEmpty() ? "?" : name(stack.getFrames().getFirst());
        return stack.getFrames().stream()
                .map(Allocations::name)
                .filter(frame -> frame.startsWith("traefik4j."))
                .findFirst()
                .filter(frame -> !frame.equals(where))
                .map(frame -> where + ", for " + frame)
                .orElse(where);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private String table(Workload workload, long requests) {
        long all = byThread.values().stream()
                .mapToLong(range -> range[1] - range[0])
                .sum();
        if (all == 0) {
            throw new IllegalStateException("the flight recorder has counted nothing");
        }
        double each = (double) all / requests;
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%s: %.0f bytes (%d requests)%n%n| bytes | class | where |%n|---:|---|---|%n",
                workload.title(),
                each,
                requests));
        bySite.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(site -> table.append(String.format(
                        Locale.ROOT, "| %.1f | %s |%n", each * site.getValue() / sampled, site.getKey())));
        return table.toString();
    }
}
