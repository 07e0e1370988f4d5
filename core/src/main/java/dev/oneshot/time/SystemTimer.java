package dev.oneshot.time;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The shared timer: the JDK's scheduler with one daemon thread, which ends when there was nothing to do for a while. */
final class SystemTimer implements Timer {

    static final SystemTimer INSTANCE = new SystemTimer();

    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor scheduler;

    private SystemTimer() {
        scheduler = new ScheduledThreadPoolExecutor(1, SystemTimer::newThread);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
    }

    /** The thread serves everybody, so it inherits nothing from whoever happened to need it first. */
    static Thread newThread(Runnable task) {
        boolean inheritThreadLocals = false;
        Thread thread = new Thread(null, task, "oneshot-timer", 0, inheritThreadLocals);
        thread.setContextClassLoader(SystemTimer.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timeout schedule(long delayNanos, Runnable action) {
        Future<?> scheduled = scheduler.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
