package traefik4j.control;

import java.time.Duration;

/** The passing of time. It never goes back, whatever happens to the clock on the wall. */
interface Time {
    /** The time of this machine. */
    Time REAL = new Time() {
        @Override
        public Duration now() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    /** The time since some moment that stays the same. */
    Duration now();

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;
}
