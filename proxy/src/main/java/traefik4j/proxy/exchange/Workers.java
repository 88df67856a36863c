package traefik4j.proxy.exchange;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All event loops of the program, each with its {@link Worker}. */
public final class Workers implements AutoCloseable {
    private final Transport transport;
    private final EventLoopGroup group;
    private final IdentityHashMap<EventLoop, Worker> byLoop = new IdentityHashMap<>();
    private final List<Worker> all = new ArrayList<>();

    private Workers(Transport transport, int count, long budget) {
        this.transport = transport;
        group = transport.eventLoops(count);
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            Worker worker = new Worker(all.size(), loop, transport, new Backlog(budget));
            all.add(worker);
            byLoop.put(loop, worker);
        }
    }

    /** Starts so many event loops. */
    public static Workers start(Transport transport, int count) {
        return start(transport, count, Backlog.budget(count));
    }

    /** Starts so many event loops, on each of which so many bytes may wait before anybody is held back. */
    public static Workers start(Transport transport, int count, long budget) {
        Workers workers = new Workers(transport, count, budget);
        workers.all.forEach(Worker::start);
        return workers;
    }

    /** How sockets are made. */
    public Transport transport() {
        return transport;
    }

    /** The event loops. */
    public EventLoopGroup group() {
        return group;
    }

    /** The workers, in the order of their index. */
    public List<Worker> all() {
        return List.copyOf(all);
    }

    /** The worker of an event loop. */
    public Worker of(EventLoop loop) {
        Worker worker = byLoop.get(loop);
        if (worker == null) {
            throw new IllegalArgumentException("not an event loop of this program");
        }
        return worker;
    }

    /** Whether all event loops come round to something new within this time. */
    public boolean comeRound(Duration patience) throws InterruptedException {
        CountDownLatch round = new CountDownLatch(all.size());
        all.forEach(worker -> worker.loop().execute(round::countDown));
        return round.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Stops the event loops; what is still open is closed. */
    @Override
    public void close() {
        all.forEach(worker -> worker.loop().execute(worker::end));
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
