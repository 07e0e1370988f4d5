package dev.oneshot.worker;

/** What transaction a job wants from a connection that has them. */
public enum JobTransaction {
    /**
     * One that it may share with the jobs queued behind and before it. They are fenced from each other: one that fails is
     * undone alone. All are answered after the one commit; a commit that fails fails them all.
     */
    SHARED,
    /** One of its own, so that no other job's failing commit can undo it. */
    OWN,
    /**
     * None: the connection is in auto-commit mode and the job may begin and end transactions itself. For statements that
     * must stand outside a transaction. What has happened stays, whatever happens to the job.
     */
    NONE
}
