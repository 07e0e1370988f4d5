package dev.oneshot.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The shared timer: a wheel and one daemon thread, which ends when there was nothing to do for a while. */
final class SystemTimer implements Timer {

    static final SystemTimer INSTANCE = new SystemTimer();

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TimerWheel wheel = TimerWheel.create(System::nanoTime, this::wakeThread);
    private @Nullable Thread thread;

    private SystemTimer() {}

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
        return wheel.nanoTime();
    }

    @Override
    public Timeout schedule(long delayNanos, Runnable action) {
        return wheel.schedule(delayNanos, action);
    }

    private synchronized void wakeThread() {
        if (thread == null) {
            Thread started = newThread(this::runActions);
            // Not before it runs: one that could not be started would be unparked for ever, and no timer would run
            // again.
            started.start();
            thread = started;
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void runActions() {
        do {
            wheel.runDue();
            LockSupport.parkNanos(this, Math.min(wheel.nanosToNext(), IDLE_NANOS));
        } while (!endsIdle());
    }

    /** Whoever schedules into an empty wheel comes here afterwards, so either this sees the timer or a new thread starts. */
    private synchronized boolean endsIdle() {
        if (wheel.size() > 0) {
            return false;
        }
        thread = null;
        return true;
    }
}
