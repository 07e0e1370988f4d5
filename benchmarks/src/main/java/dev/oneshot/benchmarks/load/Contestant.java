package dev.oneshot.benchmarks.load;

import java.sql.SQLException;

/** One of those that are compared, open for calls from any number of threads. */
public interface Contestant extends AutoCloseable {

    /** Its name in the results. */
    String name();

    /** Whether it takes part in this operation. */
    boolean takes(Operation operation);

    /**
     * What one caller of this contestant does.
     *
     * @param seed makes the callers differ
     */
    Call caller(Operation operation, long seed);

    /** Whether a call that failed so met nothing worse than the competition of other callers: it is counted, and that is all. */
    default boolean isContention(Exception failure) {
        return false;
    }

    @Override
    void close() throws SQLException;
}
