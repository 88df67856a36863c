package traefik4j.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The Traefik log: to the standard output, as loud as {@code logLevel} says (reference §6.6). Logback finds it by itself. */
public final class Logging extends ContextAwareBase implements Configurator {
    /** Libraries whose trouble is told by whoever uses them. */
    private static final List<String> TALKATIVE = List.of("org.apache.curator", "org.apache.zookeeper");

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
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets the level: {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR}, or {@code FATAL}, {@code PANIC} for silence. */
    static void level(String name) {
        Level level = Level.toLevel(name, Level.OFF);
        logger(Logger.ROOT_LOGGER_NAME).setLevel(level);
        TALKATIVE.forEach(talkative -> logger(talkative).setLevel(level == Level.DEBUG ? level : Level.OFF));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
