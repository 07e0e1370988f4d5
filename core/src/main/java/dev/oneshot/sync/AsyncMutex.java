package dev.oneshot.sync;

import dev.oneshot.Future;
import dev.oneshot.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

    // One word tells who holds the mutex, and while nobody waits, taking it and giving it back is one step each:
    //
    //   null ──acquire──▶ guard ──somebody has to wait──▶ LINE
    //    ▲                 │ ▲                             │
    //    └──── release ────┘ └── nobody waits any more ────┘
    //
    // null   free
    // guard  held by this guard, and nobody waits; whoever replaces it by null has given the mutex back
    // LINE   held by the guard in the field holder; changed only under the lock, as the line and the holder are
    private static final Object LINE = new Object();

    private static final VarHandle WORD = word();

    private volatile @Nullable Object word;

    private final ReentrantLock lock = new ReentrantLock();
    /** Not empty only while the word is LINE. */
    private final Set<LockFuture> waiting = new LinkedHashSet<>();
    /** Null unless the word is LINE. */
    private @Nullable Guard holder;

    /** Creates a mutex that nobody holds. */
    public AsyncMutex() {}

    /**
     * Waits for the mutex. Closing the future before it was ready leaves the line; a guard that had been granted by then
     * goes to the next.
     *
     * @return the guard, which must be closed to let the next one in
     */
    public Future<Guard> lock() {
        return new LockFuture(this);
    }

    /**
     * Takes the mutex if nobody holds it.
     *
     * @return the guard, or empty
     */
    public Optional<Guard> tryLock() {
        Guard guard = new Guard(this);
        return acquire(guard) ? Optional.of(guard) : Optional.empty();
    }

    /**
     * Whether somebody holds the mutex, or was granted it, at the moment.
     *
     * @return true if {@link #tryLock} would fail
     */
    public boolean isLocked() {
        return word != null;
    }

    /** Takes the mutex if it is free. */
    boolean acquire(Guard guard) {
        return WORD.compareAndSet(this, (Object) null, (Object) guard);
    }

    /** Joins the line; false if the mutex was free, and the guard has it. */
    boolean joinLine(LockFuture future, Guard guard, Waker waker) {
        lock.lock();
        try {
            waiting.add(future);
            while (!isLine()) {
                if (acquire(guard)) {
                    waiting.remove(future);
                    return false;
                }
            }
            future.waker = waker;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sees to it that the mutex is held by somebody who will look at the line; false if nobody held it. */
    private boolean isLine() {
        Object seen = word;
        if (seen instanceof Guard guard && WORD.compareAndSet(this, seen, LINE)) {
            holder = guard;
            return true;
        }
        return seen == LINE;
    }

    /** What was granted to a future in the line; null if it must wait on, with this waker. */
    @Nullable Guard grantedTo(LockFuture future, Waker waker) {
        lock.lock();
        try {
            if (future.granted == null) {
                future.waker = waker;
            }
            return future.granted;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a future out of the line; what was granted to it goes to the next. */
    void leaveLine(LockFuture future) {
        Guard granted;
        lock.lock();
        try {
            future.waker = null;
            granted = future.granted;
            if (waiting.remove(future) && waiting.isEmpty()) {
                endLine(holder);
            }
        } finally {
            lock.unlock();
        }
        if (granted != null) {
            granted.close();
        }
    }

    private void release(Guard guard) {
        if (!WORD.compareAndSet(this, (Object) guard, (Object) null)) {
            Waker next = handOn(guard);
            if (next != null) {
                next.wake();
            }
        }
    }

    /** Lets the next one in; the waker is to be woken after this. A guard that does not hold the mutex does nothing. */
    private @Nullable Waker handOn(Guard guard) {
        lock.lock();
        try {
            if (holder != guard) {
                return null;
            }
            Iterator<LockFuture> inOrder = waiting.iterator();
            LockFuture next = inOrder.next();
            Guard granted = new Guard(this);
            inOrder.remove();
            holder = granted;
            if (waiting.isEmpty()) {
                endLine(granted);
            }
            return next.grant(granted);
        } finally {
            lock.unlock();
        }
    }

    private void endLine(@Nullable Guard held) {
        holder = null;
        word = held;
    }

    private static VarHandle word() {
        try {
            return MethodHandles.lookup()
                    .findVarHandle(AsyncMutex.class, "word", Object.class)
                    .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String toString() {
        return "mutex@" + Integer.toHexString(System.identityHashCode(this));
    }

    /** The proof of holding an {@link AsyncMutex}; closing it, on any thread, lets the next one in. */
    public static final class Guard implements AutoCloseable {

        private final AsyncMutex mutex;

        Guard(AsyncMutex mutex) {
            this.mutex = mutex;
        }

        /** Gives the mutex back. Idempotent. */
        @Override
        public void close() {
            mutex.release(this);
        }

        @Override
        public String toString() {
            return "guard of " + mutex;
        }
    }
}
