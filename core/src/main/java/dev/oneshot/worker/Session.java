package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/**
 * One open connection as its jobs see it: what a job gets in its hands, what happens behind it, and the transactions.
 *
 * <p>Made by {@link Connector#session} for each connection that was opened. Everything is called on the worker's
 * thread, except {@link #cancel}.
 *
 * @param <C> the type of the connection
 */
public interface Session<C> {

    /**
     * Hands the connection to a job.
     *
     * @param transaction the one that the worker has begun around the job, and will end: shared with other jobs, or the
     *     job's own; NONE if there is none
     * @return the connection, or a view of it that ends with the job
     * @throws Exception if the job cannot have it; the job fails with it and has not run
     */
    C lend(JobTransaction transaction) throws Exception;

    /**
     * Is told that the job has returned, and may object: what this throws fails the job as if it had thrown it itself. Not
     * called when the job has thrown.
     *
     * @param lent what {@link #lend} returned
     * @throws Exception if what the job did must be undone
     */
    default void returned(C lent) throws Exception {}

    /**
     * Takes the connection back and closes what the job left open.
     *
     * @param lent what {@link #lend} returned
     * @throws Exception if that fails; then the job has failed with it
     */
    default void reclaim(C lent) throws Exception {}

    /**
     * Is told that the connection is closed: no job will have it any more, and a transaction that was open has no end that
     * anybody would see.
     *
     * @throws Exception is logged, nothing more
     */
    default void closed() throws Exception {}

    /**
     * Asks the connection to give up what the running job does with it, since the caller's time is over or the caller has
     * gone. Called by another thread while the job runs, again and again until it returns, and never when it has ended: the
     * worker waits for this method before it goes on. Afterwards the connection is validated.
     *
     * @param lent what the running job has in its hands
     * @throws Exception is logged, nothing more
     */
    default void cancel(C lent) throws Exception {}

    /**
     * The transactions of this connection.
     *
     * @return null if it has none: then each job stands for itself and is answered when it returns
     */
    default @Nullable Transactions transactions() {
        return null;
    }
}
