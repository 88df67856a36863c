package traefik4j.proxy.balancing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import traefik4j.proxy.exchange.Exchange;

/**
 * {@code hash}: requests alike get the same server, and a server that comes or goes moves few of them. Servers stand at
 * many points of a ring; a request goes to the next point after its own, or further if the server there has much more to
 * do than the others.
 */
final class ConsistentHash implements Choice {
    private static final int POINTS_PER_SERVER = 160;
    private static final int MOST_POINTS = 1 << 16;

    private final Available available;
    private final HashKey key;
    private final double boundedLoad;
    private final long[] points;
    private final int[] owners;
    private final long allWeights;

    /**
     * The ring.
     *
     * @param boundedLoad how many times the average load a server may get; 0 for any
     */
    ConsistentHash(Available available, HashKey key, double boundedLoad) {
        this.available = available;
        this.key = key;
        this.boundedLoad = boundedLoad;
        allWeights = IntStream.of(available.weights()).asLongStream().sum();
        long most = Math.min(MOST_POINTS, (long) POINTS_PER_SERVER * available.size());
        long[][] placed = IntStream.range(0, available.size())
                .boxed()
                .flatMap(place -> {
                    long count =
                            Math.max(1, Math.round((double) most * available.weights()[place] / allWeights));
                    String url = available
                            .candidates()[available.numbers()[place]]
                            .member()
                            .server()
                            .url();
                    return IntStream.range(0, (int) count).mapToObj(i -> new long[] {Hash.of(url + '#' + i), place});
                })
                .sorted(Comparator.comparingLong(point -> point[0]))
                .toArray(long[][]::new);
        points = Arrays.stream(placed).mapToLong(point -> point[0]).toArray();
        owners = Arrays.stream(placed).mapToInt(point -> (int) point[1]).toArray();
    }

    @Override
    public int next(Exchange exchange) {
        int found = Arrays.binarySearch(points, key.of(exchange));
        int point = found >= 0 ? found : -found - 1;
        long load = boundedLoad == 0 ? 0 : load();
        for (int i = 0; i < points.length; i++) {
            int place = owners[(point + i) % points.length];
            if (boundedLoad == 0 || takes(place, load)) {
                return available.numbers()[place];
            }
        }
        return available.numbers()[owners[point % points.length]];
    }

    private long load() {
        long sum = 1;
        for (int place = 0; place < available.size(); place++) {
            sum += available.busy(place);
        }
        return sum;
    }

    private boolean takes(int place, long load) {
        return available.busy(place) + 1
                <= Math.ceil(boundedLoad * load * available.weights()[place] / allWeights);
    }
}
