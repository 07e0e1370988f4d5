package dev.oneshot.worker;

/** The worker is not running, or stopped before it came to the job. The job was not executed, or was rolled back where the connection has transactions. */
public final class WorkerStoppedException extends WorkerException {

    private static final long serialVersionUID = 1L;

    WorkerStoppedException(String worker, String message) {
        super(worker, message, null);
    }
}
