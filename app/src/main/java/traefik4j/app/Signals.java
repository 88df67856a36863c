package traefik4j.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What the operating system says: INT and TERM mean stop, and said again, stop at once (reference §8.2). The JDK's class
 * for signals is used by its name, as javac has a warning about it that cannot be switched off.
 */
final class Signals {
    private static final int SIGNALLED = 128;

    private Signals() {}

    /** Passes them on from now on. */
    static void pass(Stop stop) {
        handle("INT", SIGNALLED + 2, stop);
        handle("TERM", SIGNALLED + 15, stop);
    }

    private static void handle(String name, int code, Stop stop) {
        InvocationHandler passOn = (proxy, method, arguments) -> {
            if (stop.isWished()) {
                Runtime.getRuntime().halt(code);
            }
            stop.wish();
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
