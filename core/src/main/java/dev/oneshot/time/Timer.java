package dev.oneshot.time;

import dev.oneshot.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A monotonic clock, actions to run when it has reached a later time, and futures that wait for that.
 *
 * <p>The clock is {@link System#nanoTime}'s: only differences mean something. Thread-safe. {@link #system} is for
 * everybody, {@link dev.oneshot.runner.LocalExecutor#timer} spares tasks of that executor the way from another thread,
 * and a test replaces either by a {@link ManualTimer}, which it moves by hand.
 */
public interface Timer {

    /**
     * The timer of this process: the system's clock, and one daemon thread that runs the actions and ends when it has
     * been idle for some seconds.
     *
     * @return the shared timer
     */
    static Timer system() {
        return SystemTimer.INSTANCE;
    }

    /**
     * Reads the clock.
     *
     * @return nanoseconds since an arbitrary origin
     */
    long nanoTime();

    /**
     * Runs an action once, not before the delay has passed.
     *
     * @param delayNanos nanoseconds from now; zero or less means as soon as possible
     * @param action short, never blocks, never throws; runs on the timer's thread
     * @return calls it off
     */
    Timeout schedule(long delayNanos, Runnable action);

    /**
     * Waits. The time begins with the first poll, as everything of a future does.
     *
     * @param duration how long; zero or less is over at the first poll
     * @return a future of null that is ready not before that time, and never early
     */
    default Future<@Nullable Void> sleep(Duration duration) {
        return new Sleep(this, Durations.nanos(duration));
    }

    /**
     * A future with a limited time, which begins with its first poll. The future is polled before the clock is looked
     * at, so a value that is there is never refused, however late the poll.
     *
     * @param future what to wait for
     * @param limit how long; a future that is not ready at a poll after that time is closed
     * @return a future of the same outcome, or of the failure {@link FutureTimeoutException}; it takes the other over
     * @param <T> the type of the value
     */
    default <T extends @Nullable Object> Future<T> timeout(Future<T> future, Duration limit) {
        return TimeLimit.of(future, this, limit);
    }

    /**
     * Beats at a steady period. It drifts not, and no beat is made up for: what was missed is told by the next.
     *
     * @param period the time between two beats, more than zero
     * @return the interval, which begins with the first poll of a beat
     */
    default Interval interval(Duration period) {
        return new Interval(this, Durations.nanos(period));
    }

    /** An action that waits for its time. */
    @FunctionalInterface
    interface Timeout {

        /** Calls the action off, if it has not begun yet, and lets go of it. Idempotent. */
        void cancel();
    }
}
