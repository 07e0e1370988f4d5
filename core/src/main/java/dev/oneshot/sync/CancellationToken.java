package dev.oneshot.sync;

import dev.oneshot.Future;
import dev.oneshot.Waker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A wish to stop, passed to everything that should: cancelled once, and then for ever.
 *
 * <p>A token may have children, which are cancelled with it but not the other way round. A parent knows a child only
 * while something waits for the child, so short-lived children of a long-lived parent need no clearing up. Thread-safe;
 * nothing blocks. What happened before {@link #cancel} is visible to whoever learns of it here.
 */
public final class CancellationToken {

    private final @Nullable CancellationToken parent;
    /** One for the whole tree. */
    private final ReentrantLock lock;

    private final Set<CancelledFuture> waiting = new LinkedHashSet<>();
    private final Set<CancellationToken> waitedForChildren = new LinkedHashSet<>();

    /** That this token itself was cancelled; written once, under the lock. */
    private volatile @Nullable Cancellation own;

    private record Cancellation(@Nullable Throwable cause) {}

    private CancellationToken(@Nullable CancellationToken parent, ReentrantLock lock) {
        this.parent = parent;
        this.lock = lock;
    }

    /**
     * Makes a token without a parent.
     *
     * @return the token, not cancelled
     */
    public static CancellationToken create() {
        return new CancellationToken(null, new ReentrantLock());
    }

    /**
     * Makes a token that is cancelled with this one, or alone. A child of a cancelled token is cancelled.
     *
     * @return the child
     */
    public CancellationToken child() {
        return new CancellationToken(this, lock);
    }

    /**
     * Cancels this token and all below it.
     *
     * @return true if this call did it; false if it was cancelled before
     */
    public boolean cancel() {
        return cancel(new Cancellation(null));
    }

    /**
     * Cancels this token and all below it, and says why.
     *
     * @param cause what made it necessary
     * @return true if this call did it; false if it was cancelled before, and then the cause is not kept
     */
    public boolean cancel(Throwable cause) {
        return cancel(new Cancellation(Objects.requireNonNull(cause, "cause")));
    }

    /**
     * Whether this token, or one above it, was cancelled. Costs a read for each token on the way up.
     *
     * @return true once it was cancelled
     */
    public boolean isCancelled() {
        return cancellation() != null;
    }

    /**
     * Why it was cancelled.
     *
     * @return the cause given to the {@link #cancel(Throwable)} that came first, here or above; empty if none was given or
     *     it was not cancelled
     */
    public Optional<Throwable> cause() {
        Cancellation cancellation = cancellation();
        return cancellation == null ? Optional.empty() : Optional.ofNullable(cancellation.cause());
    }

    /**
     * Returns if this token is not cancelled.
     *
     * @throws CancellationException if it is; with the cause that was given
     */
    public void throwIfCancelled() {
        Cancellation cancellation = cancellation();
        if (cancellation != null) {
            Throwable cause = cancellation.cause();
            CancellationException thrown =
                    new CancellationException(this + " was cancelled" + (cause == null ? "" : ": " + cause));
            thrown.initCause(cause);
            throw thrown;
        }
    }

    /**
     * Waits until this token is cancelled. There may be any number of such futures.
     *
     * @return a future of null
     */
    public Future<@Nullable Void> cancelled() {
        return new CancelledFuture(this);
    }

    /**
     * Drives a future unless this token is cancelled. If it is cancelled already at the first poll, the future is closed
     * without having been polled. Later the future comes first: of a value and a cancellation that are both there, the
     * value wins. Otherwise the cancellation closes the future, on the thread that polls.
     *
     * @param future what to drive; the returned future owns it
     * @return a future of the same outcome, or that fails with a {@link CancellationException}
     * @param <T> the type of the value
     */
    public <T extends @Nullable Object> Future<T> runUntilCancelled(Future<T> future) {
        return UntilCancelled.of(Objects.requireNonNull(future, "future"), this);
    }

    /** Adds a waiter, or tells that there is no need to wait. */
    boolean await(CancelledFuture future, Waker waker) {
        lock.lock();
        try {
            if (isCancelled()) {
                leave(future);
                return false;
            }
            future.waker = waker;
            waiting.add(future);
            CancellationToken token = this;
            while (token.parent != null && token.parent.waitedForChildren.add(token)) {
                token = token.parent;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void stopWaiting(CancelledFuture future) {
        lock.lock();
        try {
            leave(future);
        } finally {
            lock.unlock();
        }
    }

    private void leave(CancelledFuture future) {
        future.waker = null;
        if (waiting.remove(future)) {
            leaveParent();
        }
    }

    /** As long as nothing waits for a token or below it, its parent does not know it. */
    private void leaveParent() {
        CancellationToken token = this;
        while (token.parent != null && token.waiting.isEmpty() && token.waitedForChildren.isEmpty()) {
            token.parent.waitedForChildren.remove(token);
            token = token.parent;
        }
    }

    private boolean cancel(Cancellation cancellation) {
        List<Waker> wakers = new ArrayList<>();
        lock.lock();
        try {
            if (isCancelled()) {
                return false;
            }
            own = cancellation;
            collectWakers(wakers);
            leaveParent();
        } finally {
            lock.unlock();
        }
        Waker.wakeAll(wakers);
        return true;
    }

    /** Empties the tree from here on downwards; a loop, since a tree may be deep. */
    private void collectWakers(List<Waker> wakers) {
        Deque<CancellationToken> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            CancellationToken token = open.remove();
            for (CancelledFuture future : token.waiting) {
                wakers.add(future.takeWaker());
            }
            token.waiting.clear();
            open.addAll(token.waitedForChildren);
            token.waitedForChildren.clear();
        }
    }

    private @Nullable Cancellation cancellation() {
        for (CancellationToken token = this; token != null; token = token.parent) {
            Cancellation found = token.own;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "cancellation token@" + Integer.toHexString(System.identityHashCode(this));
    }
}
