package dev.oneshot.benchmarks.load;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;

/** The kind of threads that callers are. */
public enum CallerThreads {
    PLATFORM,
    VIRTUAL;

    /** Whether this JDK has them. */
    public boolean areAvailable() {
        return this == PLATFORM || Runtime.version().feature() >= 21;
    }

    /** Makes such threads. Virtual ones by reflection, since all this compiles for Java 17. */
    ThreadFactory factory() {
        if (this == PLATFORM) {
            return task -> {
                Thread thread = new Thread(task, "caller");
                thread.setDaemon(true);
                return thread;
            };
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK has no virtual threads", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
