package dev.oneshot.worker;

/** How a job ended. */
public enum JobOutcome {
    /** Answered. */
    DONE,
    /** The job threw, or its commit was refused; nothing of it remains where the connection has transactions. */
    FAILED,
    /** Turned away: the queue was full, or the worker stopped. */
    REFUSED,
    /** Its deadline passed. */
    EXPIRED,
    /** The caller closed the receiver before the job was done; nothing of it remains where there are transactions. */
    CANCELLED,
    /** It may or may not have taken effect. */
    UNKNOWN
}
