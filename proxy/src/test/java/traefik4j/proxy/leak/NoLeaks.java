package traefik4j.proxy.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which a buffer is found that nobody released. To know that the detector has looked, a buffer
 * is leaked on purpose and waited for. Registered for all classes of the module by {@code META-INF/services}.
 */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {
    private static final String BAIT = "leaked on purpose ";
    private static final AtomicInteger BAITS = new AtomicInteger();

    /** Makes Netty use {@link LeakDetector}. */
    private static final class Detectors extends ResourceLeakDetectorFactory {
        @Override
        @SuppressWarnings("deprecation")
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new LeakDetector<>(resource, samplingInterval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
            return new LeakDetector<>(resource, samplingInterval);
        }
    }

    static {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Detectors());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Being loaded is what has to happen before the first buffer.
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().isMemberClass()) {
            return;
        }
        collect();
        collect();
        String[] leaks =
                LeakDetector.FOUND.stream().filter(leak -> !leak.contains(BAIT)).toArray(String[]::new);
        LeakDetector.FOUND.clear();
        assertThat(leaks).as("buffers that were not released").isEmpty();
    }

    /** Runs the garbage collector until it has found a bait. */
    private static void collect() {
        // The same record is reported only once.
        String bait = BAIT + BAITS.incrementAndGet();
        ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
        leak(allocator, bait);
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    System.gc();
                    allocator.directBuffer(1).release();
                    return LeakDetector.FOUND.stream().anyMatch(leak -> leak.contains(BAIT));
                });
    }

    private static void leak(ByteBufAllocator allocator, String bait) {
        allocator.directBuffer(1).touch(bait);
    }
}
