package dev.oneshot.worker;

/**
 * The transactions of one connection. One is open at most; the worker begins it when jobs wait, and commits it before it
 * answers them. Called on the worker's thread.
 */
public interface Transactions {

    /**
     * Begins a transaction.
     *
     * @throws Exception if there is none to be had
     */
    void begin() throws Exception;

    /**
     * Makes final what was done since {@link #begin}.
     *
     * @throws Exception if it is not final, or if that is unknown since the connection broke
     */
    void commit() throws Exception;

    /**
     * Is told that {@link #commit} is done: the place for what follows from it, outside of any transaction. Its jobs are
     * answered afterwards, whatever happens here; the time is not that of the commit.
     *
     * @throws Exception if the connection is beyond use; it is then closed
     */
    default void afterCommit() throws Exception {}

    /**
     * Undoes what was done since {@link #begin}, also after {@link #commit} has failed.
     *
     * @throws Exception if that is impossible; the connection is then closed
     */
    void rollback() throws Exception;

    /**
     * Sets a mark inside the transaction to which it can go back: a savepoint.
     *
     * @return the mark
     * @throws Exception if there is none to be had; the transaction is then given up as a whole
     */
    Fence fence() throws Exception;

    /**
     * Whether the transaction outlives a statement that fails: the statement has undone itself, what was done before it
     * stands, and the transaction can go on. A job of one statement needs no {@link #fence} then.
     *
     * <p>To be asked again when such a job has failed: some failures (a full disk, a write that was interrupted, a
     * deadlock) take the whole transaction with them where others do not. The answer is then false, until the transaction
     * is rolled back, and nothing more can be done in it.
     *
     * @return false if a fence is needed, or the transaction is lost
     */
    default boolean keepsAfterFailedStatement() {
        return false;
    }

    /**
     * Whether a {@link #fence} costs the database no question of its own, as it goes along with what the job asks. A job of
     * one statement that only reads then joins the others in their transaction; elsewhere it ends their group, which costs
     * them a commit, but is less than two questions for its fence.
     *
     * @return false if setting and releasing one takes time
     */
    default boolean fencesTravel() {
        return false;
    }

    /** A mark inside a transaction, which separates one job from those before it. */
    interface Fence {

        /**
         * Takes the mark away; what was done since belongs to the transaction.
         *
         * @throws Exception if the mark, and so the transaction, is lost
         */
        void release() throws Exception;

        /**
         * As {@link #release}, after a job that was said to only read. What has changed nothing need not be kept from what
         * comes after it: the mark may stay where it is, for the next {@link #fence}.
         *
         * @throws Exception if the mark, and so the transaction, is lost
         */
        default void releaseAfterRead() throws Exception {
            release();
        }

        /**
         * Undoes what was done since the mark was set.
         *
         * @throws Exception if the mark, and so the transaction, is lost
         */
        void rollback() throws Exception;
    }
}
