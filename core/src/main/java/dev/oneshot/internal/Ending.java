package dev.oneshot.internal;

/** Which of the ends brought a channel to its end. */
public enum Ending {
    /** The sender delivered a value or a failure. */
    SENT,
    /** Either end was closed before anything was delivered. */
    ABANDONED,
    /** The sender was garbage-collected before it delivered anything. */
    LEAKED
}
