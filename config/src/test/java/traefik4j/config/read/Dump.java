package traefik4j.config.read;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.GoDuration;
import traefik4j.config.Pem;

/** Records as lines of {@code path = value}, for golden files. What is off is left out. */
final class Dump {
    private final List<String> lines = new ArrayList<>();

    private Dump() {}

    static List<String> of(Record value) {
        Dump dump = new Dump();
        dump.add("", value);
        return dump.lines;
    }

    private void add(String path, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Pem pem -> lines.add(path + " = " + pem);
            case Record object -> components(path, object);
            case Map<?, ?> map when map.isEmpty() && path.contains(".") -> {}
            case List<?> list when list.isEmpty() && !path.contains(".") -> {}
            case Map<?, ?> map when !map.isEmpty() -> map.forEach((name, below) -> add(path + "." + name, below));
            case Duration duration -> lines.add(path + " = " + GoDuration.format(duration));
            default -> lines.add(path + " = " + value);
        }
    }

    private void components(String path, Record object) {
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            try {
                String prefix = path.isEmpty() ? "" : path + ".";
                add(prefix + component.getName(), component.getAccessor().invoke(object));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(component.getName(), e);
            }
        }
    }
}
