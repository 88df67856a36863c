package traefik4j.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes events as Traefik 1.x does: {@code time="2026-11-23T01:07:32Z" level=info msg="…"} (reference §6.6). */
final class LogLines extends AppenderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private final PrintStream out;
    private final ZoneId zone = ZoneId.systemDefault();

    LogLines(PrintStream out) {
        this.out = out;
    }

    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = line(event).getBytes(StandardCharsets.UTF_8);
        out.write(line, 0, line.length);
        out.flush();
    }

    private String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder("time=\"");
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone), line);
        line.append("\" level=").append(level(event)).append(" msg=\"");
        escape(event.getFormattedMessage(), line);
        line.append('"');
        if (event.getThrowableProxy() != null) {
            line.append(" stack=\"");
            escape(ThrowableProxyUtil.asString(event.getThrowableProxy()), line);
            line.append('"');
        }
        return line.append('\n').toString();
    }

    private static String level(ILoggingEvent event) {
        return switch (event.getLevel().levelStr) {
            case "WARN" -> "warning";
            case "TRACE" -> "debug";
            default -> event.getLevel().levelStr.toLowerCase(Locale.ROOT);
        };
    }

    /** A message may hold what strangers sent: it stays on its line, whatever it is. */
    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                case '\r' -> line.append("\\r");
                default -> {
                    if (Character.isISOControl(c)) {
                        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
    }
}
