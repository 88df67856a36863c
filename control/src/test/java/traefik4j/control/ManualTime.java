package traefik4j.control;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Time that stands still until a test moves it; whoever sleeps is noted and wakes at once. */
final class ManualTime implements Time {
    final BlockingQueue<Duration> slept = new LinkedBlockingQueue<>();
    private volatile Duration now = Duration.ofHours(-1);

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept.add(duration);
        advance(duration);
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
