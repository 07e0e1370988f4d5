package dev.oneshot.channel;

/** How an attempt to send without waiting ended. */
public enum SendResult {
    /** The message is in the channel. */
    SENT,
    /** There is no free place, or others wait for the next one; the message is still the caller's. */
    FULL,
    /** The receiver has closed; the message is still the caller's. */
    CLOSED
}
