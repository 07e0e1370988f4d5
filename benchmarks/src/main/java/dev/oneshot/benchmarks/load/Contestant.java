package dev.oneshot.benchmarks.load;

import java.sql.SQLException;
import java.time.Duration;

/** One of those that are compared, open for calls from any number of callers at once. */
public interface Contestant extends AutoCloseable {

    /** Its name in the results. */
    String name();

    /** Whether it takes part in this operation. */
    boolean takes(Operation operation);

    /** Makes ready for a cell, before its time begins to run. */
    default void prepare(Cell cell) throws InterruptedException {}

    /**
     * Lets the callers of a cell ask for a while. Returns when the last of them has its last answer.
     *
     * @param length how long they go on asking
     * @throws IllegalStateException if a call fails, or is never answered
     */
    Reading measure(Cell cell, Duration length) throws InterruptedException;

    @Override
    void close() throws SQLException;
}
