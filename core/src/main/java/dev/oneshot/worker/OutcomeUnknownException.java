package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/** The job may or may not have taken effect: the connection, or the time, ran out while it was being made final. The caller has to look. */
public final class OutcomeUnknownException extends WorkerException {

    private static final long serialVersionUID = 1L;

    OutcomeUnknownException(String worker, String message, @Nullable Throwable cause) {
        super(worker, message, cause);
    }
}
