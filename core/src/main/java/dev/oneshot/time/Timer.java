package dev.oneshot.time;

/**
 * A monotonic clock, and actions to run when it has reached a later time.
 *
 * <p>The clock is {@link System#nanoTime}'s: only differences mean something. Thread-safe. A test replaces it by one
 * that it moves by hand.
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

    /** An action that waits for its time. */
    @FunctionalInterface
    interface Timeout {

        /** Calls the action off, if it has not begun yet, and lets go of it. Idempotent. */
        void cancel();
    }
}
