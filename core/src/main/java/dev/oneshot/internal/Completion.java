package dev.oneshot.internal;

/** How an attempt to complete a channel ended. */
public enum Completion {
    /** This attempt won: the outcome can be received. */
    DELIVERED,
    /** The receiver had closed before. */
    RECEIVER_CLOSED,
    /** Another completion had won before. */
    ALREADY_COMPLETED
}
