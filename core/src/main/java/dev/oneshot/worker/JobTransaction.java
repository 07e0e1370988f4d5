package dev.oneshot.worker;

/** What transaction a job wants from a connection that has them. */
public enum JobTransaction {
    /**
     * One that it may share with the jobs queued behind and before it. They are fenced from each other: one that fails is
     * undone alone. All are answered after the one commit; a commit that fails fails them all.
     */
    SHARED,
    /**
     * One that ends with the job's only statement: as in auto-commit mode, the statement is final when it has succeeded,
     * and whatever the job throws afterwards, or becomes of it, does not undo it. A second statement is refused, and so
     * are batches, savepoints and transactions inside; such a job wants {@link #SHARED}.
     *
     * <p>The cheapest one for a job that reads or writes once. Alone the job needs no BEGIN and COMMIT; among others it
     * shares theirs, and needs no savepoint where a statement that fails undoes itself alone. If their commit fails, the
     * job fails with it.
     */
    STATEMENT,
    /** One of its own, so that no other job's failing commit can undo it. */
    OWN,
    /**
     * None: the connection is in auto-commit mode and the job may begin and end transactions itself. For statements that
     * must stand outside a transaction. What has happened stays, whatever happens to the job.
     */
    NONE
}
