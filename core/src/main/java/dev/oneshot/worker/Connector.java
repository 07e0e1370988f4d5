package dev.oneshot.worker;

/**
 * Tells a {@link ConnectionWorker} how to handle one kind of connection: how to open and close it, whether it still
 * works, and what surrounds a job.
 *
 * <p>Only {@link #open} must be written; the defaults suit a connection that is {@link AutoCloseable}, has no
 * transactions and cannot be asked whether it works. All methods are called on the worker's thread, one at a time. A
 * connector keeps no state of a connection, so that one object can serve several workers.
 *
 * <p>Around each job stand {@link #begin} and then one of {@link #commit} and {@link #rollback}. The caller gets the
 * answer after {@code commit} has returned, so whatever must be done first belongs there.
 *
 * @param <C> the type of the connection
 */
@FunctionalInterface
public interface Connector<C> {

    /**
     * Opens the connection. May block.
     *
     * @return a new connection that works
     * @throws Exception if there is none to be had now; the worker tries again later
     */
    C open() throws Exception;

    /**
     * Asks an idle connection whether it still works, before it is used again.
     *
     * @param connection the connection
     * @return false if it should be closed and replaced
     * @throws Exception means the same as false
     */
    default boolean validate(C connection) throws Exception {
        return true;
    }

    /**
     * Closes the connection. What it throws is logged, nothing more.
     *
     * @param connection the connection, working or broken
     * @throws Exception if it cannot be closed properly
     */
    default void close(C connection) throws Exception {
        if (connection instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * Judges whether a connection is beyond use after a failure. If so the worker closes it and opens another.
     *
     * @param connection the connection
     * @param failure what a job, {@link #begin} or {@link #commit} has thrown
     * @return true if the connection must not be used again
     */
    default boolean isBroken(C connection, Throwable failure) {
        return false;
    }

    /**
     * Whether the connection may be touched only by the thread that opened it.
     *
     * @return true if the worker must do everything on one thread
     */
    default boolean threadBound() {
        return true;
    }

    /**
     * Prepares the connection for one job.
     *
     * @param connection the worker's connection
     * @return what the job may use: the connection itself, or a view of it that ends with the job
     * @throws Exception if the job cannot begin; the job fails with it and has not run
     */
    default C begin(C connection) throws Exception {
        return connection;
    }

    /**
     * Makes final what a job did, after it returned, and clears up behind it.
     *
     * @param lent what {@link #begin} returned
     * @throws Exception if it is not final; where {@link #isBroken} says that the connection broke, the job's outcome
     *     is unknown, otherwise {@link #rollback} follows and the job has failed
     */
    default void commit(C lent) throws Exception {}

    /**
     * Undoes what a job did, after it threw or came too late, and clears up behind it.
     *
     * @param lent what {@link #begin} returned
     * @throws Exception if that is impossible; the connection is then closed and replaced
     */
    default void rollback(C lent) throws Exception {}
}
