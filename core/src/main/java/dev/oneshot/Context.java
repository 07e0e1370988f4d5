package dev.oneshot;

import java.util.Objects;

/**
 * What a driver hands to {@link Future#poll}: the waker, and whether the polling thread will block until it is woken.
 *
 * <p>The second is for futures that would never be woken if that thread slept, such as the answer of a job that the
 * very same thread would have to run: they refuse at once instead. Immutable.
 */
public final class Context {

    private final Waker waker;
    private final boolean blocking;

    private Context(Waker waker, boolean blocking) {
        this.waker = Objects.requireNonNull(waker, "waker");
        this.blocking = blocking;
    }

    /**
     * A context for a driver that goes on with other work when the future is pending.
     *
     * @param waker asks that driver for another poll
     * @return the context
     */
    public static Context of(Waker waker) {
        return new Context(waker, false);
    }

    /**
     * A context for a driver whose thread, the one that polls, blocks until the waker is woken.
     *
     * @param waker releases the thread
     * @return the context
     */
    public static Context blocking(Waker waker) {
        return new Context(waker, true);
    }

    /**
     * The same kind of driver with another waker, for a future that polls an inner one.
     *
     * @param other the waker for the inner future
     * @return the context
     */
    public Context withWaker(Waker other) {
        return new Context(other, blocking);
    }

    /**
     * The waker that a pending future keeps.
     *
     * @return the waker
     */
    public Waker waker() {
        return waker;
    }

    /**
     * Whether the calling thread sleeps after a pending poll.
     *
     * @return true if the thread that polls blocks until it is woken
     */
    public boolean isBlocking() {
        return blocking;
    }
}
