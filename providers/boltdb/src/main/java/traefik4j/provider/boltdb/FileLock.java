package traefik4j.provider.boltdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lock by which programs written in Go keep each other from a BoltDB file. It is that of {@code flock}, which the locks
 * of Java know nothing of, so that the C library is asked itself. It ends with the process, whatever happens.
 */
@SuppressWarnings("restricted")
final class FileLock implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int READ_AND_WRITE = 2;
    private static final int EXCLUSIVE_AT_ONCE = 2 | 4;

    private final int descriptor;

    private FileLock(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Waits so long for the lock on a file that is there.
     *
     * @throws IOException if somebody else has it all the time
     */
    static FileLock on(Path file, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            FileLock lock = attempt(file);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw new IOException(file + " is in use by another process");
            }
            Thread.sleep(PAUSE);
        }
    }

    private static @Nullable FileLock attempt(Path file) throws IOException {
        int descriptor = open(file);
        if (descriptor < 0) {
            throw new IOException(file + " cannot be opened for writing");
        }
        if (call("flock", descriptor, EXCLUSIVE_AT_ONCE) == 0) {
            return new FileLock(descriptor);
        }
        call("close", descriptor);
        return null;
    }

    private static int open(Path file) throws IOException {
        FunctionDescriptor description =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            MethodHandle open = LINKER.downcallHandle(symbol("open"), description, Linker.Option.firstVariadicArg(2));
            return (int) open.invokeExact(name, READ_AND_WRITE);
        } catch (Throwable e) {
            throw new IOException("files cannot be locked on this system: " + e, e);
        }
    }

    private static int call(String function, int... arguments) throws IOException {
        try {
            if (arguments.length == 1) {
                MethodHandle one = LINKER.downcallHandle(
                        symbol(function), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
                return (int) one.invokeExact(arguments[0]);
            }
            MethodHandle two = LINKER.downcallHandle(
                    symbol(function),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) two.invokeExact(arguments[0], arguments[1]);
        } catch (Throwable e) {
            throw new IOException("files cannot be locked on this system: " + e, e);
        }
    }

    private static MemorySegment symbol(String name) {
        SymbolLookup lookup = LINKER.defaultLookup();
        return lookup.findOrThrow(name);
    }

    @Override
    public void close() {
        try {
            call("close", descriptor);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
