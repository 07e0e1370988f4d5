package dev.oneshot.sync;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.sync.AsyncMutex.Guard;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a mutex.
 *
 * <pre>
 *   NEW ──poll: held──▶ IN_LINE ──poll: granted, close──▶ ENDED
 *    └───────poll: free, close────────────────────────────▶┘
 * </pre>
 */
final class LockFuture implements Future<Guard> {

    private enum State {
        NEW,
        IN_LINE,
        ENDED
    }

    private final AsyncMutex mutex;
    private State state = State.NEW;

    /** Guarded by the mutex's lock, as is what was granted. There only while this is in the line. */
    @Nullable Waker waker;

    /** The guard that the mutex was handed on to; stays when it is taken. */
    @Nullable Guard granted;

    LockFuture(AsyncMutex mutex) {
        this.mutex = mutex;
    }

    @Override
    public Poll<Guard> poll(Context context) {
        return switch (state) {
            case NEW -> begin(context);
            case IN_LINE -> goOn(context);
            case ENDED -> throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        };
    }

    private Poll<Guard> begin(Context context) {
        if (!mutex.isLocked() && !context.tryProceed()) {
            return Poll.pending();
        }
        Guard guard = new Guard(mutex);
        if (!mutex.acquire(guard) && mutex.joinLine(this, guard, context.waker())) {
            state = State.IN_LINE;
            return Poll.pending();
        }
        state = State.ENDED;
        return Poll.ready(guard);
    }

    private Poll<Guard> goOn(Context context) {
        Guard guard = mutex.grantedTo(this, context.waker());
        if (guard == null || !context.tryProceed()) {
            return Poll.pending();
        }
        state = State.ENDED;
        return Poll.ready(guard);
    }

    @Override
    public void close() {
        State before = state;
        state = State.ENDED;
        if (before == State.IN_LINE) {
            mutex.leaveLine(this);
        }
    }

    /** Under the mutex's lock; the waker is to be woken after it. */
    @Nullable Waker grant(Guard guard) {
        granted = guard;
        Waker woken = waker;
        waker = null;
        return woken;
    }

    @Override
    public String toString() {
        return "lock of " + mutex;
    }
}
