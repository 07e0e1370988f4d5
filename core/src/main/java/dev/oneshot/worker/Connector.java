package dev.oneshot.worker;

/**
 * Tells a {@link ConnectionWorker} how to handle one kind of connection: how to open and close it, whether it still
 * works, and what surrounds a job.
 *
 * <p>Only {@link #open} must be written; the defaults suit a connection that is {@link AutoCloseable}, has no
 * transactions and cannot be asked whether it works. All methods are called one at a time: on the worker's thread, or on
 * that of a caller to whom the connection is lent, unless it is bound to its {@linkplain #threadBound() thread}. A
 * connector keeps no state of a connection, so that one object can serve several workers; what belongs to one open
 * connection is in its {@link Session}.
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
     * @param failure what a job, or a method of the session, has thrown
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
     * Makes the companion of a connection that was just opened, which surrounds the jobs. By default a job gets the
     * connection itself, nothing happens behind it, and there are no transactions.
     *
     * @param connection what {@link #open} returned
     * @return the session
     * @throws Exception if the connection is of no use after all; it is closed
     */
    default Session<C> session(C connection) throws Exception {
        return transaction -> connection;
    }
}
