package dev.oneshot.runner;

import dev.oneshot.Future;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a future that a {@link LocalExecutor} runs, and itself a future of its outcome.
 *
 * <p>The task runs whether or not anybody polls its handle, which any driver on any thread may do: another task, or a
 * {@link Runner}. The outcome is taken once. All methods but {@code poll} may be called by any thread.
 *
 * @param <T> the type of the value
 */
public interface Task<T extends @Nullable Object> extends Future<T> {

    /**
     * Asks for the end of the task. At its next turn the executor closes its future instead of polling it, and this
     * handle fails with a {@link java.util.concurrent.CancellationException}. A task that ends before that turn keeps
     * its own outcome; after the end this does nothing.
     */
    void cancel();

    /**
     * Gives up the handle and lets the task run: closing the handle no longer cancels the task, and its outcome cannot
     * be taken any more. A failure, which nobody would see, is logged.
     */
    void detach();

    /**
     * Tells whether the task has ended, in whatever way.
     *
     * @return true once its outcome can be taken, or was taken
     */
    boolean isEnded();

    /**
     * Releases whoever waits for the outcome, and cancels the task unless it was detached. A value that nobody has taken
     * is {@linkplain dev.oneshot.Dropped closed}.
     */
    @Override
    void close();
}
