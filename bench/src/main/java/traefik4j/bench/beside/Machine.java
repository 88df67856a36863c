package traefik4j.bench.beside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the CPUs are shared.
 *
 * @param proxyCpu the one of the proxy
 * @param loadCpus those of everything else
 */
record Machine(String proxyCpu, String loadCpus) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Shares what this process may use. */
    static Machine here() throws IOException {
        List<String> cpus = allowed();
        return cpus.size() == 1
                ? new Machine(cpus.getFirst(), cpus.getFirst())
                : new Machine(cpus.getFirst(), String.join(",", cpus.subList(1, cpus.size())));
    }

    private static List<String> allowed() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        String list = status.replaceAll("(?s).*Cpus_allowed_list:\\s*([\\d,-]+).*", "$1");
        List<String> cpus = new ArrayList<>();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                cpus.add("" + cpu);
            }
        }
        return cpus;
    }

    boolean isShared() {
        return proxyCpu.equals(loadCpus);
    }

    /** The CPU time that a process and all it has started have used, in seconds. */
    static double cpuSeconds(ProcessHandle process) {
        return all(process).mapToDouble(Machine::ownSeconds).sum();
    }

    private static double ownSeconds(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** The memory a process and all it has started have resident, in MiB. */
    static long residentMebibytes(ProcessHandle process) {
        return all(process).mapToLong(Machine::ownKibibytes).sum() >> 10;
    }

    private static long ownKibibytes(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
            return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1"));
        } catch (IOException gone) {
            return 0;
        }
    }

    /** The numbers of a process and of all it has started, with commas. */
    static String numbers(ProcessHandle process) {
        return all(process).map(each -> "" + each.pid()).collect(Collectors.joining(","));
    }

    /** Whether somebody traces all threads of a process and of all it has started. */
    static boolean isTraced(ProcessHandle process) {
        return all(process).allMatch(Machine::isEveryThreadTraced);
    }

    private static boolean isEveryThreadTraced(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n")) {
                    return false;
                }
            }
            return true;
        } catch (IOException changing) {
            return false;
        }
    }

    private static Stream<ProcessHandle> all(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }
}
