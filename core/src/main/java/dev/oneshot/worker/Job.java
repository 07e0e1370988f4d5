package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the connection.
 *
 * @param <C> the type of the connection
 * @param <R> the type of the answer
 */
@FunctionalInterface
public interface Job<C, R extends @Nullable Object> {

    /**
     * Runs on the worker's thread, or on that of a caller to which the connection is
     * {@linkplain WorkerBuilder#lendToCallers lent}. Whatever it throws undoes what the job did in a transaction, and
     * reaches the caller: a {@link RuntimeException} or an {@link Error} as it is, anything else as the cause of a
     * {@link java.util.concurrent.CompletionException}.
     *
     * <p>It must not wait for another job of its own worker, in whatever way, not even through another thread.
     *
     * @param connection the worker's connection, lent for this one run; it must not be kept
     * @return the answer; may be null, and is where there is nothing to tell
     * @throws Exception the failed answer
     */
    R run(C connection) throws Exception;
}
