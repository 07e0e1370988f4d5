package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollCounter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one future on the calling thread: polls it, parks while it is pending, polls again when it is woken.
 *
 * <p>It never spins, is not confused by other users of the thread's park permit, and may be nested: a future polled
 * here may itself call {@code blockOn}. Works on platform and on virtual threads. Thread-safe: one runner serves any
 * number of threads at once, and counts their polls, pendings and wakes together.
 *
 * <p>Whatever ends the wait early, a time-out or an interrupt, closes the future. A value that a
 * {@link dev.oneshot.Sender} had handed over by then is not lost: it is returned, or still there for
 * {@link dev.oneshot.Receiver#tryReceive}.
 */
public final class Runner {

    private final PollCounter counter;
    private final BlockingGuard guard;

    private Runner(PollCounter counter, BlockingGuard guard) {
        this.counter = Objects.requireNonNull(counter, "counter");
        this.guard = Objects.requireNonNull(guard, "guard");
    }

    /**
     * A runner with a counter of its own, for any thread.
     *
     * @return the runner
     */
    public static Runner create() {
        return create(new PollCounter(), BlockingGuard.NONE);
    }

    /**
     * A runner that shares a counter, and that refuses to block some threads.
     *
     * @param counter counts the polls, pendings and wakes
     * @param guard knows the threads that must not block
     * @return the runner
     */
    public static Runner create(PollCounter counter, BlockingGuard guard) {
        return new Runner(counter, guard);
    }

    /**
     * What this runner counts.
     *
     * @return the live counter
     */
    public PollCounter counter() {
        return counter;
    }

    /**
     * Waits for the value as long as it takes.
     *
     * @param future what to drive
     * @return its value
     * @param <T> the type of the value
     * @throws RuntimeException the future's own failure; a checked one is the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @throws BlockOnInterruptedException if the thread was interrupted while it waited, or came interrupted and would
     *     have had to wait; the interrupt flag stays set and the future is closed
     * @throws IllegalStateException if this thread must not block, because it drives others or would have to bring the
     *     value itself
     */
    public <T extends @Nullable Object> T blockOn(Future<T> future) {
        return drive(future, null);
    }

    /**
     * Waits for the value for a limited time. A future that is ready at its first poll is never timed out.
     *
     * @param future what to drive
     * @param timeout the longest wait; with zero or less, a future that is not ready now is closed at once
     * @return its value
     * @param <T> the type of the value
     * @throws BlockOnTimeoutException if the time passed first; the future is closed
     * @throws RuntimeException as of {@link #blockOn(Future)}
     */
    public <T extends @Nullable Object> T blockOn(Future<T> future, Duration timeout) {
        return drive(future, Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * Refuses if the calling thread must not block, as {@code blockOn} does first of all. For code that has something
     * to do before it blocks, which would then be in vain.
     *
     * @throws IllegalStateException if this thread must not block
     */
    public void checkMayBlock() {
        Driving.checkMayBlock("blockOn");
        guard.beforeBlocking();
    }

    private <T extends @Nullable Object> T drive(Future<T> future, @Nullable Duration timeout) {
        Objects.requireNonNull(future, "future");
        checkMayBlock();
        ThreadParker parker =
                new ThreadParker(counter, timeout == null ? -1 : Math.max(0, TimeUnit.NANOSECONDS.convert(timeout)));
        Context context = Context.blocking(parker);
        Poll<T> poll = counter.poll(future, context);
        while (!poll.isReady()) {
            switch (parker.park()) {
                case WOKEN -> poll = counter.poll(future, context);
                case TIMED_OUT -> {
                    future.close();
                    throw new BlockOnTimeoutException(future, Objects.requireNonNull(timeout));
                }
                case INTERRUPTED -> {
                    future.close();
                    throw new BlockOnInterruptedException("blockOn", future);
                }
            }
        }
        return poll.get();
    }
}
