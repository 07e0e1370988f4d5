package dev.oneshot.worker;

/** The worker's thread died, of the cause, with the job queued or running. A new thread has taken over; the job is not repeated. */
public final class WorkerDiedException extends WorkerException {

    private static final long serialVersionUID = 1L;

    WorkerDiedException(String worker, String message, Throwable cause) {
        super(worker, message, cause);
    }
}
