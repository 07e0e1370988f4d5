package dev.oneshot.runner;

import dev.oneshot.PollCounter;
import dev.oneshot.Waker;
import java.util.concurrent.locks.LockSupport;

/**
 * The waker of one {@code blockOn} call, and the sleep of its thread.
 *
 * <p>The thread's park permit is shared with everything else that runs on the thread, which may eat it or grant it. So
 * the permit only ends a sleep; whether there was a wake-up is told by {@link #notified}, which belongs to this call
 * alone. The owner clears it before the poll that answers it, so that a wake-up during that poll counts for the next.
 */
final class ThreadParker implements Waker {

    enum Wakeup {
        WOKEN,
        TIMED_OUT,
        INTERRUPTED
    }

    private final Thread owner = Thread.currentThread();
    private final PollCounter counter;
    private final boolean timed;
    private final long deadlineNanos;
    private volatile boolean notified;

    /** A negative time-out means none; the time starts now. */
    ThreadParker(PollCounter counter, long timeoutNanos) {
        this.counter = counter;
        this.timed = timeoutNanos >= 0;
        this.deadlineNanos = timed ? System.nanoTime() + timeoutNanos : 0;
    }

    @Override
    public void wake() {
        counter.woken();
        // A flag that is still set was not answered yet: the owner is awake, or has been unparked.
        if (!notified) {
            notified = true;
            LockSupport.unpark(owner);
        }
    }

    /** Sleeps until there was a wake-up since the last one it told of. A wake-up goes before time-out and interrupt. */
    Wakeup park() {
        while (!notified) {
            if (owner.isInterrupted()) {
                return Wakeup.INTERRUPTED;
            }
            if (!timed) {
                LockSupport.park(this);
                continue;
            }
            long remaining = deadlineNanos - System.nanoTime();
            if (remaining <= 0) {
                return Wakeup.TIMED_OUT;
            }
            LockSupport.parkNanos(this, remaining);
        }
        notified = false;
        return Wakeup.WOKEN;
    }
}
