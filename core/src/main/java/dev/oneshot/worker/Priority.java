package dev.oneshot.worker;

/** Which lane of the queue a job stands in. A lane goes before the lower ones, but none is passed over for ever. */
public enum Priority {
    /** Somebody waits for a quick answer. */
    HIGH,
    /** The default. */
    NORMAL,
    /** Work that has time. */
    LOW
}
