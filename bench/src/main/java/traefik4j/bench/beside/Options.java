package traefik4j.bench.beside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was asked for.
 *
 * @param workloads what is measured
 * @param peers who takes part
 * @param rounds how often each is measured, in turn
 * @param seconds how long each time
 * @param warmUp how many seconds ours is warmed up before; others get one
 * @param traefik the launcher of ours
 * @param keep whether the temporary folder is kept
 */
public record Options(
        List<Workload> workloads, List<Peer> peers, int rounds, int seconds, int warmUp, Path traefik, boolean keep) {
    /** The proxy of this source tree. */
    static final Peer OURS = new Traefik4J();

    /** All there are, in the order they are shown in. */
    private static final List<Peer> ALL = List.of(OURS, new Nginx(), new HaProxy());

    /** How options are written. */
    public static final String HELP = """
              --workloads A,B   of %s (default: all)
              --peers A,B       of ours, nginx, haproxy (default: all)
              --rounds N        how often each peer is measured, in turn (default: 3)
              --seconds N       how long each time (default: 4)
              --warm-up N       seconds ours is warmed up before a workload (default: 10)
              --traefik PATH    what is measured as ours (default: ./traefik of this tree, which builds what is missing)
              --keep            keeps configurations and logs
            """.formatted(String.join(
            ", ", Stream.of(Workload.values()).map(Workload::title).toList()));

    /** The options in these arguments. */
    public static Options parse(List<String> arguments) {
        List<Workload> workloads = List.of(Workload.values());
        List<Peer> peers = ALL;
        int rounds = 3;
        int seconds = 4;
        int warmUp = 10;
        Path traefik = Path.of("traefik");
        boolean keep = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            switch (name) {
                case "--workloads" -> workloads = list(name, rest, List.of(Workload.values()), Workload::title);
                case "--peers" -> peers = list(name, rest, ALL, Peer::name);
                case "--rounds" -> rounds = number(name, rest);
                case "--seconds" -> seconds = number(name, rest);
                case "--warm-up" -> warmUp = number(name, rest);
                case "--traefik" -> traefik = Path.of(value(name, rest));
                case "--keep" -> keep = true;
                default -> throw new IllegalArgumentException("there is no option " + name + " (see --help)");
            }
        }
        if (!Files.isExecutable(traefik)) {
            throw new IllegalArgumentException("--traefik: " + traefik + " (expected: a program)");
        }
        return new Options(workloads, peers, rounds, seconds, warmUp, traefik.toAbsolutePath(), keep);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + ": is missing its value (see --help)");
        }
        return rest.next();
    }

    private static int number(String name, Iterator<String> rest) {
        String value = value(name, rest);
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a number from 1 to 9999)");
        }
        return Integer.parseInt(value);
    }

    private static <T> List<T> list(String name, Iterator<String> rest, List<T> all, Function<T, String> title) {
        List<T> chosen = new ArrayList<>();
        for (String word : value(name, rest).split(",", -1)) {
            chosen.add(all.stream()
                    .filter(each -> title.apply(each).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + ": " + word + " (expected: some of "
                            + String.join(",", all.stream().map(title).toList()) + ")")));
        }
        return chosen;
    }
}
