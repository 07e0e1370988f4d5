package dev.oneshot;

/**
 * Tells the driver of a pending future that another poll is worth while.
 *
 * <p>An implementation must allow any thread to call it, any number of times, also after the future has ended; it is
 * cheap, never throws, and never runs user code inside: it sets a flag, unparks a thread or puts a task in a queue. A
 * wake-up may be spurious, so a driver polls and sees. Whatever happened before {@code wake()} is visible to the poll
 * that follows it.
 */
@FunctionalInterface
public interface Waker {

    /** Asks for another poll. */
    void wake();
}
