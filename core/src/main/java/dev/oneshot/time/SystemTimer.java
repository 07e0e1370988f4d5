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
        scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "oneshot-timer");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
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
