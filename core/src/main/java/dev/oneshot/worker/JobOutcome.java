package dev.oneshot.worker;

/** How a job ended. */
public enum JobOutcome {
    /** Answered. */
    DONE,
    /**
     * The job threw, or its commit was refused. Nothing of it remains if it ran in a transaction, but for the one
     * statement of a job with {@link JobTransaction#STATEMENT}.
     */
    FAILED,
    /** Turned away: the queue was full, or the worker stopped. */
    REFUSED,
    /** Its deadline passed. */
    EXPIRED,
    /** The caller closed the receiver before the job was done; what remains of it is as of one that failed. */
    CANCELLED,
    /** It may or may not have taken effect. */
    UNKNOWN
}
