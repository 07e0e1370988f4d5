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
     * Runs on the worker's thread. Whatever it throws reaches the caller as it is, and undoes what the job did where
     * the connection has transactions.
     *
     * @param connection the worker's connection, lent for this one run; it must not be kept
     * @return the answer; may be null
     * @throws Exception the failed answer
     */
    R run(C connection) throws Exception;
}
