package dev.oneshot.sync;

import dev.oneshot.Future;
import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells tasks that something has happened, without saying what. The semantics are those of Tokio's {@code sync::Notify}.
 *
 * <p>{@link #notifyOne} lets the first of those who wait go on; if nobody waits, it is remembered, once, for the next one
 * that comes. {@link #notifyWaiters} lets everybody go on whose {@link #notified} was called before, and is not remembered.
 * What happened before a notification is visible to whom it lets go on. Thread-safe.
 */
public final class Notify {

    final ReentrantLock lock = new ReentrantLock();
    /** Not empty only while nothing is remembered. */
    final Set<NotifiedFuture> waiting = new LinkedHashSet<>();

    private boolean remembered;
    /** How often {@link #notifyWaiters} was called. */
    long broadcasts;

    /** Creates one with nothing to tell. */
    public Notify() {}

    /**
     * Waits for a notification. A {@link #notifyWaiters} counts from this call on, a {@link #notifyOne} from the first
     * poll on. If a future is closed that {@link #notifyOne} had chosen and that was not polled since, another is chosen.
     *
     * @return a future of null
     */
    public Future<@Nullable Void> notified() {
        lock.lock();
        try {
            return new NotifiedFuture(this, broadcasts);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the first waiter go on; if there is none, the next that comes need not wait. */
    public void notifyOne() {
        Waker waker;
        lock.lock();
        try {
            waker = chooseOne();
        } finally {
            lock.unlock();
        }
        if (waker != null) {
            waker.wake();
        }
    }

    /** Lets all go on who called {@link #notified} before and still wait. */
    public void notifyWaiters() {
        List<Waker> wakers = new ArrayList<>();
        lock.lock();
        try {
            broadcasts++;
            for (NotifiedFuture future : waiting) {
                wakers.add(future.takeWaker());
            }
            waiting.clear();
        } finally {
            lock.unlock();
        }
        Waker.wakeAll(wakers);
    }

    /** Under the lock; the waker is to be woken after it. */
    @Nullable Waker chooseOne() {
        Iterator<NotifiedFuture> inOrder = waiting.iterator();
        if (!inOrder.hasNext()) {
            remembered = true;
            return null;
        }
        NotifiedFuture first = inOrder.next();
        inOrder.remove();
        return first.choose();
    }

    /** Under the lock. */
    boolean isRemembered() {
        return remembered;
    }

    /** Under the lock. */
    boolean takeRemembered() {
        boolean taken = remembered;
        remembered = false;
        return taken;
    }

    @Override
    public String toString() {
        return "notify@" + Integer.toHexString(System.identityHashCode(this));
    }
}
