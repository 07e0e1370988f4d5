package dev.oneshot.worker;

/** What a worker asks of its connector. */
enum Step {
    OPEN,
    VALIDATE,
    BEGIN,
    COMMIT,
    ROLLBACK,
    IS_BROKEN,
    CLOSE
}
