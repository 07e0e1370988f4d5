package dev.oneshot.benchmarks.access;

/**
 * What is done with a connection.
 *
 * @param <C> the type of the connection
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Work<C, R> {

    /**
     * Does it.
     *
     * @throws Exception if it fails
     */
    R on(C connection) throws Exception;
}
