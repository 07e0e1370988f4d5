package dev.oneshot.worker;

/** What a worker asks of its connector. */
enum Step {
    OPEN,
    VALIDATE,
    LEND,
    RETURNED,
    RECLAIM,
    CANCEL,
    BEGIN,
    FENCE,
    RELEASE,
    LEAVE,
    UNDO,
    COMMIT,
    AFTER_COMMIT,
    ROLLBACK,
    IS_BROKEN,
    CLOSE
}
