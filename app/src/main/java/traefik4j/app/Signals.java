package traefik4j.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system says: INT and TERM mean stop, and said again, stop at once; USR1 means that log files are opened
 * again (reference §8.2), of which there are none yet, and is no reason to end, as it would be for Java. The JDK's class for
 * signals is used by its name, as javac has a warning about it that cannot be switched off.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final int SIGNALLED = 128;

    private Signals() {}

    /** Passes them on from now on. */
    static void pass(Stop stop) {
        handle("INT", () -> stop(SIGNALLED + 2, stop));
        handle("TERM", () -> stop(SIGNALLED + 15, stop));
        handle("USR1", () -> LOG.info("USR1: there are no log files to open again"));
    }

    private static void stop(int code, Stop stop) {
        if (stop.isWished()) {
            Runtime.getRuntime().halt(code);
        }
        stop.wish();
    }

    private static void handle(String name, Runnable action) {
        InvocationHandler passOn = (proxy, method, arguments) -> {
            action.run();
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object passesOn = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, passOn);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), passesOn);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK has no signals", e);
        }
    }
}
