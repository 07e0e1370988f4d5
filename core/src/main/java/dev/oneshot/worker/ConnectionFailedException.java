package dev.oneshot.worker;

/** The worker could not open its connection when it was started; the cause says why. */
public final class ConnectionFailedException extends WorkerException {

    private static final long serialVersionUID = 1L;

    ConnectionFailedException(String worker, String message, Throwable cause) {
        super(worker, message, cause);
    }
}
