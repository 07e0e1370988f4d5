package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/** What a caller gets when the worker itself, and not the job, is the reason that there is no answer. */
public abstract sealed class WorkerException extends RuntimeException
        permits QueueFullException,
                DeadlineExceededException,
                WorkerStoppedException,
                WorkerDiedException,
                ConnectionFailedException,
                RolledBackException,
                OutcomeUnknownException {

    private static final long serialVersionUID = 1L;

    private final String worker;

    WorkerException(String worker, String message, @Nullable Throwable cause) {
        super("worker '" + worker + "' " + message, cause);
        this.worker = worker;
    }

    /**
     * Which worker it was.
     *
     * @return the worker's name
     */
    public String worker() {
        return worker;
    }
}
