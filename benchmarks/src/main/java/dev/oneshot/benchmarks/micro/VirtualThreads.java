package dev.oneshot.benchmarks.micro;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Virtual threads, by reflection, since all this compiles for Java 17. */
final class VirtualThreads {

    private static final @Nullable Method START = find();

    private VirtualThreads() {}

    static boolean areAvailable() {
        return Runtime.version().feature() >= 21;
    }

    static Thread start(Runnable task) {
        try {
            if (START == null) {
                throw new IllegalStateException("This JDK has no virtual threads");
            }
            return (Thread) START.invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts so many that do the same, and waits for all of them. */
    static void runAll(int count, Runnable task) throws InterruptedException {
        List<Thread> threads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            threads.add(start(task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static @Nullable Method find() {
        try {
            return areAvailable() ? Thread.class.getMethod("startVirtualThread", Runnable.class) : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
