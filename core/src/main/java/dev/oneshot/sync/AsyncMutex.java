package dev.oneshot.sync;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a task may hold across polls, and for which tasks wait instead of threads.
 *
 * <p>Fair: it goes to those who wait in the order in which they came, and {@link #tryLock} does not overtake them. It
 * belongs to whoever has the {@link Guard}, not to a thread, so a guard may travel; and it is not reentrant: a task that
 * locks what it holds waits for ever. What happened before a guard was closed is visible to the next holder. Where no
 * future is awaited while it is held, an ordinary lock is the better choice. Thread-safe.
 */
public final class AsyncMutex {

    private final ReentrantLock lock = new ReentrantLock();
    /** Not empty only while the mutex is held. */
    private final Set<LockFuture> waiting = new LinkedHashSet<>();

    private boolean held;

    /** Creates a mutex that nobody holds. */
    public AsyncMutex() {}

    /**
     * Waits for the mutex. Closing the future before it was ready leaves the line; a guard that had been granted by then
     * goes to the next.
     *
     * @return the guard, which must be closed to let the next one in
     */
    public Future<Guard> lock() {
        return new LockFuture();
    }

    /**
     * Takes the mutex if nobody holds it.
     *
     * @return the guard, or empty
     */
    public Optional<Guard> tryLock() {
        lock.lock();
        try {
            return acquire() ? Optional.of(new Guard()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether somebody holds the mutex, or was granted it, at the moment.
     *
     * @return true if {@link #tryLock} would fail
     */
    public boolean isLocked() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    private boolean acquire() {
        if (held) {
            return false;
        }
        held = true;
        return true;
    }

    /** Lets the next one in, under the lock; the waker is to be woken after it. */
    private @Nullable Waker release() {
        Iterator<LockFuture> inOrder = waiting.iterator();
        if (!inOrder.hasNext()) {
            held = false;
            return null;
        }
        LockFuture next = inOrder.next();
        inOrder.remove();
        return next.grant();
    }

    private static void wake(@Nullable Waker waker) {
        if (waker != null) {
            waker.wake();
        }
    }

    @Override
    public String toString() {
        return "mutex@" + Integer.toHexString(System.identityHashCode(this));
    }

    /** The proof of holding an {@link AsyncMutex}; closing it, on any thread, lets the next one in. */
    public final class Guard implements AutoCloseable {

        private boolean closed;

        private Guard() {}

        /** Gives the mutex back. Idempotent. */
        @Override
        public void close() {
            Waker next = null;
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    next = release();
                }
            } finally {
                lock.unlock();
            }
            wake(next);
        }

        @Override
        public String toString() {
            return "guard of " + AsyncMutex.this;
        }
    }

    private enum State {
        /** Not polled yet. */
        NEW,
        /** In the line, with a waker. */
        WAITING,
        /** The mutex is this future's, and its guard was not taken yet. */
        GRANTED,
        /** The guard was taken, or the future was closed. */
        ENDED
    }

    /** All its fields are guarded by the mutex's lock. */
    private final class LockFuture implements Future<Guard> {

        private State state = State.NEW;
        private @Nullable Waker waker;

        @Override
        public Poll<Guard> poll(Context context) {
            if (canBeGranted() && !context.tryProceed()) {
                return Poll.pending();
            }
            lock.lock();
            try {
                if (state == State.ENDED) {
                    throw new IllegalStateException(this + ": polled again after it had completed or was closed");
                }
                if (state == State.GRANTED || (state == State.NEW && acquire())) {
                    state = State.ENDED;
                    return Poll.ready(new Guard());
                }
                state = State.WAITING;
                waiting.add(this);
                waker = context.waker();
                return Poll.pending();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            Waker next = null;
            lock.lock();
            try {
                if (state == State.WAITING) {
                    waiting.remove(this);
                    waker = null;
                } else if (state == State.GRANTED) {
                    next = release();
                }
                state = State.ENDED;
            } finally {
                lock.unlock();
            }
            wake(next);
        }

        /** Asked apart from the poll itself, since the budget may wake, and that is not done under the lock. */
        private boolean canBeGranted() {
            lock.lock();
            try {
                return state == State.GRANTED || (state == State.NEW && !held);
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Waker grant() {
            state = State.GRANTED;
            Waker granted = waker;
            waker = null;
            return granted;
        }

        @Override
        public String toString() {
            return "lock of " + AsyncMutex.this;
        }
    }
}
