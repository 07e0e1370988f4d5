package dev.oneshot.runner;

import dev.oneshot.PollCounter;
import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The waker of one {@code blockOn} call, and the sleep of its thread.
 *
 * <p>The thread's park permit is shared with everything else that runs on the thread, which may eat it or grant it. So
 * the permit only ends a sleep; whether there was a wake-up is told by the flag that this is, which belongs to this call
 * alone. The owner clears it before the poll that answers it, so that a wake-up during that poll counts for the next.
 *
 * <p>Waker and owner both read and write the flag in one step. So a wake-up that finds the flag set is visible to the
 * poll that answers both; a mere look at the flag could be over before what the waker had written was visible.
 */
final class ThreadParker extends AtomicBoolean implements Waker {

    private static final long serialVersionUID = 1L;

    enum Wakeup {
        WOKEN,
        TIMED_OUT,
        INTERRUPTED
    }

    private final transient Thread owner = Thread.currentThread();
    private final transient PollCounter counter;
    private final boolean timed;
    private final long deadlineNanos;
    private boolean lastPollGranted;

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
        if (!getAndSet(true)) {
            LockSupport.unpark(owner);
        }
    }

    /**
     * Sleeps until there was a wake-up since the last one it told of. A wake-up goes before time-out and interrupt, but
     * only once: a future that keeps waking itself cannot put off the end.
     */
    Wakeup park() {
        while (true) {
            Wakeup end = end();
            if (end != null && lastPollGranted) {
                return end;
            }
            if (getAndSet(false)) {
                lastPollGranted = end != null;
                return Wakeup.WOKEN;
            }
            if (end != null) {
                return end;
            }
            sleep();
        }
    }

    private @Nullable Wakeup end() {
        if (owner.isInterrupted()) {
            return Wakeup.INTERRUPTED;
        }
        return timed && remainingNanos() <= 0 ? Wakeup.TIMED_OUT : null;
    }

    private void sleep() {
        if (timed) {
            LockSupport.parkNanos(this, remainingNanos());
        } else {
            LockSupport.park(this);
        }
    }

    private long remainingNanos() {
        return deadlineNanos - System.nanoTime();
    }
}
