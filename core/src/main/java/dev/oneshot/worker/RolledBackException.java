package dev.oneshot.worker;

/**
 * The job was undone without a fault of its own: the transaction that it shared with other jobs was lost before the
 * commit. It has not taken effect and may be submitted again.
 */
public final class RolledBackException extends WorkerException {

    private static final long serialVersionUID = 1L;

    RolledBackException(String worker, String message, Throwable cause) {
        super(worker, message, cause);
    }
}
