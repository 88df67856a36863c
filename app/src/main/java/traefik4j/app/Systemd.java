package traefik4j.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.GoDuration;
import traefik4j.proxy.exchange.LocalDatagrams;

/**
 * What systemd is told if it has started the program (reference §8.2, sd_notify(3)): that requests are served, and, if it watches
 * over the program ({@code WatchdogSec}), that the event loops come round, until they end. A unit of {@code Type=notify}, as that
 * of Traefik 1.x is, would be ended and started again for ever if it was told nothing. That the end is near is not said, as the
 * program may go on with another configuration.
 */
final class Systemd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

    private final byte[] address;
    private final Duration interval;
    private final EventLoopCheck check;
    private final Thread watchdog =
            Thread.ofPlatform().daemon().name("watchdog").unstarted(this::watch);

    /** Whether the event loops come round. */
    interface EventLoopCheck {
        /** Whether all of them do so within this time. */
        boolean comeRound(Duration patience) throws InterruptedException;
    }

    private Systemd(byte[] address, Duration interval, EventLoopCheck check) {
        this.address = address;
        this.interval = interval;
        this.check = check;
    }

    /** As the environment says; without systemd nobody is told anything. */
    static Systemd of(Map<String, String> environment, EventLoopCheck check) {
        byte[] address = address(environment.getOrDefault("NOTIFY_SOCKET", ""));
        return new Systemd(address, address.length == 0 ? Duration.ZERO : interval(environment), check);
    }

    /** A path, or a name in the kernel's own space behind {@code @}, for which the kernel has a byte 0. */
    private static byte[] address(String socket) {
        if (socket.isEmpty()) {
            return new byte[0];
        }
        byte[] address = socket.getBytes(StandardCharsets.UTF_8);
        boolean known = address[0] == '/' || address[0] == '@';
        if (!known || address.length > LocalDatagrams.LONGEST_PATH || !LocalDatagrams.arePossible()) {
            LOG.warn("NOTIFY_SOCKET is \"{}\", which cannot be used here: systemd is told nothing", socket);
            return new byte[0];
        }
        address[0] = address[0] == '@' ? 0 : address[0];
        return address;
    }

    /** Half the time systemd waits to hear that all is well; zero if it does not. */
    private static Duration interval(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        String process = environment.getOrDefault("WATCHDOG_PID", "");
        boolean another = !process.isEmpty()
                && !process.equals(Long.toString(ProcessHandle.current().pid()));
        if (micros.isEmpty() || another) {
            return Duration.ZERO;
        }
        if (!micros.matches("[1-9]\\d{0,14}")) {
            LOG.warn("WATCHDOG_USEC is \"{}\" (expected: microseconds): systemd is not told that all is well", micros);
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L) / 2);
    }

    /** Requests are served from now on. */
    void ready() {
        say("READY=1");
        if (!interval.isZero()) {
            LOG.info("systemd is told every {} that the event loops come round", GoDuration.format(interval));
            watchdog.start();
        }
    }

    private void watch() {
        try {
            while (true) {
                while (!check.comeRound(interval)) {
                    LOG.error("an event loop does not come round: systemd is not told that all is well");
                }
                say("WATCHDOG=1");
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            LOG.debug("watchdog stopped");
        }
    }

    private void say(String what) {
        if (address.length == 0) {
            return;
        }
        try {
            LocalDatagrams.send(address, what.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.error("systemd cannot be told {}: {}", what, e.toString());
        }
    }

    /** Says no more that all is well. */
    @Override
    public void close() {
        watchdog.interrupt();
        try {
            watchdog.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
