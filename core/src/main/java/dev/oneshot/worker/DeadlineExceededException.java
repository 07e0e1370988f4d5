package dev.oneshot.worker;

/** The job's deadline passed. The message says whether it was still waiting, and then it never touched the connection, or was running, and then what it did was rolled back where the connection has transactions. */
public final class DeadlineExceededException extends WorkerException {

    private static final long serialVersionUID = 1L;

    DeadlineExceededException(String worker, String message) {
        super(worker, message, null);
    }
}
