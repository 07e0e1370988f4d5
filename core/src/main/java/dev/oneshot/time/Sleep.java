package dev.oneshot.time;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A future that is ready when a time has passed since its first poll.
 *
 * <p>It is itself the place where the waker waits for the timer. Which of the two comes first is told by {@link #FIRED}:
 * the timer swaps it in and wakes what was there, the poll puts its waker only in place of another.
 */
final class Sleep extends AtomicReference<@Nullable Waker> implements Future<@Nullable Void>, Runnable {

    private static final long serialVersionUID = 1L;

    private static final Waker FIRED = () -> {};

    private final transient Timer timer;
    private final long nanos;
    private transient Timer.@Nullable Timeout timeout;
    private boolean ended;

    Sleep(Timer timer, long nanos) {
        this.timer = timer;
        this.nanos = nanos;
    }

    @Override
    public Poll<@Nullable Void> poll(Context context) {
        if (ended) {
            throw new IllegalStateException(this + ": polled again after it had completed, or was closed");
        }
        if (nanos > 0 && !isOver(context.waker())) {
            if (timeout == null) {
                timeout = timer.schedule(nanos, this);
            }
            return Poll.pending();
        }
        if (!context.tryProceed()) {
            return Poll.pending();
        }
        ended = true;
        return Poll.ready(null);
    }

    /** By the timer, when the time has passed. */
    @Override
    public void run() {
        Waker waiting = getAndSet(FIRED);
        if (waiting != null) {
            waiting.wake();
        }
    }

    @Override
    public void close() {
        ended = true;
        if (timeout != null) {
            timeout.cancel();
        }
        set(null);
    }

    private boolean isOver(Waker waker) {
        Waker earlier = get();
        return earlier == FIRED || !compareAndSet(earlier, waker);
    }

    @Override
    public String toString() {
        return "sleep of " + nanos + " ns";
    }
}
