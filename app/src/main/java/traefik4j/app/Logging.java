package traefik4j.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/** The Traefik log: to the standard output, as loud as {@code logLevel} says (reference §6.6). Logback finds it by itself. */
public final class Logging extends ContextAwareBase implements Configurator {
    /** Called by Logback. */
    public Logging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogLines lines = new LogLines(System.out);
        lines.setContext(context);
        lines.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(lines);
        root.setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets the level: {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR}, or {@code FATAL}, {@code PANIC} for silence. */
    static void level(String name) {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(name, Level.OFF));
    }
}
