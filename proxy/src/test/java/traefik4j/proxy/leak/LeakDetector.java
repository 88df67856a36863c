package traefik4j.proxy.leak;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Netty's leak detector, but what it finds is kept for {@link NoLeaks} instead of being logged. */
final class LeakDetector<T> extends ResourceLeakDetector<T> {
    static final List<String> FOUND = new CopyOnWriteArrayList<>();

    LeakDetector(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        FOUND.add(resourceType + " was not released" + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        FOUND.add(resourceType + " was not released");
    }
}
