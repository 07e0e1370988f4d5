package dev.oneshot.worker;

/** Where a worker stands in its life. */
public enum WorkerState {
    /** Not started, or stopped: every job is refused. */
    STOPPED,
    /** There is no connection at the moment; jobs wait, or expire by their own deadlines. */
    CONNECTING,
    /** Connected, and waiting for a job. */
    IDLE,
    /** Running a job. */
    RUNNING,
    /** Finishing what was accepted; new jobs are refused. */
    STOPPING
}
