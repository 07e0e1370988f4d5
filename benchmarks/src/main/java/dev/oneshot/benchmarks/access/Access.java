package dev.oneshot.benchmarks.access;

import java.sql.SQLException;

/**
 * One way to let many threads use a connection, or several, one at a time each.
 *
 * @param <C> the type of the connection
 */
public interface Access<C> extends AutoCloseable {

    /**
     * Does some work on a connection and returns its result, which is final by then.
     *
     * @param readOnly whether the work only reads
     * @throws Exception if the work fails
     */
    <R> R call(Work<C, R> work, boolean readOnly) throws Exception;

    @Override
    void close() throws SQLException;
}
