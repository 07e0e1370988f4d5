package dev.oneshot;

import java.util.Objects;

/**
 * Tells the driver of a pending future that another poll is worth while.
 *
 * <p>An implementation must allow any thread to call it, any number of times, also after the future has ended; it is
 * cheap, never throws, and never runs user code inside: it sets a flag, unparks a thread or puts a task in a queue. A
 * wake-up may be spurious, so a driver polls and sees. Whatever happened before {@code wake()} is visible to the poll
 * that follows it.
 *
 * <p>To write one, keep a flag and swap it on both sides. The waker acts only if the flag was clear; the driver clears
 * it <em>before</em> the poll that answers it, so that a wake-up during that poll leads to another. The swap makes even
 * a wake-up that finds the flag set visible to that poll, which a mere look at the flag would not. What remains is how
 * the driver is reached. A waker for a thread:
 *
 * <pre>{@code
 * final class ThreadWaker implements Waker {
 *     private final Thread thread = Thread.currentThread();
 *     private final AtomicBoolean woken = new AtomicBoolean();
 *
 *     public void wake() {
 *         if (!woken.getAndSet(true)) LockSupport.unpark(thread);
 *     }
 *
 *     void sleep() { // a loop: the thread's one permit belongs to everybody
 *         while (!woken.getAndSet(false)) LockSupport.park(this);
 *     }
 * }
 * }</pre>
 *
 * A waker for a task of an executor, which then clears the flag and polls:
 *
 * <pre>{@code
 * final class TaskWaker implements Waker {
 *     final AtomicBoolean queued = new AtomicBoolean();
 *     ...
 *     public void wake() {
 *         if (!queued.getAndSet(true)) executor.execute(this::clearFlagAndPoll);
 *     }
 * }
 * }</pre>
 *
 * A waker for a callback is {@link #calling}. One for tests counts.
 */
@FunctionalInterface
public interface Waker {

    /** Asks for another poll. */
    void wake();

    /**
     * A waker that does nothing, to look at a future whose driver will look again anyway.
     *
     * @return the waker
     */
    static Waker noop() {
        return NoWaker.INSTANCE;
    }

    /**
     * A waker that calls back, on the thread that wakes and at every wake-up. What the callback throws is logged, as a
     * waker must not throw.
     *
     * @param callback short; does not block, and polls nothing: it tells somebody who then polls
     * @return the waker
     */
    static Waker calling(Runnable callback) {
        return new CallbackWaker(Objects.requireNonNull(callback, "callback"));
    }

    /**
     * Wakes each of them, for whoever ends the wait of several: collect them under the lock, and wake them after it. What
     * one throws is logged, as a waker must not throw, and the others are woken all the same.
     *
     * @param wakers whom to wake, in this order
     */
    static void wakeAll(Iterable<? extends Waker> wakers) {
        wakers.forEach(GuardedWake::wake);
    }
}
