package dev.oneshot.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The shared timer: a wheel and one daemon thread, which ends when there was nothing to do for a while. */
final class SystemTimer implements Timer {

    static final SystemTimer INSTANCE =
            new SystemTimer(SystemTimer::newThread, (wheel, deadline, action) -> new SharedNode(deadline, action));

    private static final Logger LOG = System.getLogger(SystemTimer.class.getName());
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TimerWheel wheel;
    private final Threads threads;

    /** Written under the lock of this. */
    private volatile @Nullable Thread thread;

    /** Makes a thread that is not started yet. */
    @FunctionalInterface
    interface Threads {
        Thread of(Runnable task);
    }

    /** A timer beside the shared one. */
    SystemTimer(Threads threads) {
        this(threads, WheelNode::new);
    }

    private SystemTimer(Threads threads, TimerNode.Factory nodes) {
        this.wheel = new TimerWheel(System::nanoTime, this::wakeThread, nodes);
        this.threads = threads;
    }

    /** The thread serves everybody, so it inherits nothing from whoever happened to need it first. */
    static Thread newThread(Runnable task) {
        boolean inheritThreadLocals = false;
        Thread thread = new Thread(null, task, "oneshot-timer", 0, inheritThreadLocals);
        thread.setContextClassLoader(SystemTimer.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    TimerWheel wheel() {
        return wheel;
    }

    @Override
    public long nanoTime() {
        return wheel.nanoTime();
    }

    @Override
    public Timeout schedule(long delayNanos, Runnable action) {
        Timeout timeout = wheel.schedule(delayNanos, action);
        // No thread although a timer waited: it could not be started when that timer came, or has just ended.
        if (thread == null) {
            try {
                wakeThread();
            } catch (Throwable failure) {
                timeout.cancel();
                throw failure;
            }
        }
        return timeout;
    }

    private synchronized void wakeThread() {
        Thread current = thread;
        if (current == null) {
            Thread started = threads.of(this::live);
            // Not before it runs: one that could not be started would be unparked for ever.
            started.start();
            thread = started;
        } else {
            LockSupport.unpark(current);
        }
    }

    private void live() {
        try {
            runActions();
        } catch (Throwable death) {
            LOG.log(Level.ERROR, "the timer lost its thread and starts another", death);
            replace();
        }
    }

    private void runActions() {
        long busy = nanoTime();
        do {
            if (wheel.runDue() > 0 || wheel.size() > 0) {
                busy = nanoTime();
            }
            LockSupport.parkNanos(this, Math.min(wheel.nanosToNext(), IDLE_NANOS));
        } while (nanoTime() - busy < IDLE_NANOS || !endsIdle());
    }

    private synchronized void replace() {
        thread = null;
        if (wheel.size() > 0) {
            wakeThread();
        }
    }

    private synchronized boolean endsIdle() {
        Thread ending = thread;
        thread = null;
        // ORDERING: the thread is gone before the wheel is looked at; schedule() adds its timer before it looks for the
        // thread. So either this sees the timer, or a new thread starts.
        if (wheel.size() > 0) {
            thread = ending;
            return false;
        }
        return true;
    }
}
