package dev.oneshot.worker;

/** The worker refused a job, at once, because its queue was full; the message holds a census. The job was not executed. */
public final class QueueFullException extends WorkerException {

    private static final long serialVersionUID = 1L;

    QueueFullException(String worker, String message) {
        super(worker, message, null);
    }
}
