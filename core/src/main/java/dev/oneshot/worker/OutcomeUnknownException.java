package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/**
 * The job may or may not have taken effect, and the caller has to look: the connection broke, the deadline passed, or the
 * worker stopped or died, while the job was being made final. What runs in no transaction is made final step by step: of such a
 * job, unless it only reads, this is also the answer if the worker stopped or died while it ran, and of one with
 * {@link JobTransaction#STATEMENT} if the connection broke in its statement. It is at last the answer where the database had
 * ended the transaction, and the job took no notice.
 */
public final class OutcomeUnknownException extends WorkerException {

    private static final long serialVersionUID = 1L;

    OutcomeUnknownException(String worker, String message, @Nullable Throwable cause) {
        super(worker, message, cause);
    }
}
