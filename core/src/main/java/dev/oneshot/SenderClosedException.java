package dev.oneshot;

import org.jspecify.annotations.Nullable;

/** Thrown by a {@link Receiver} whose sender was closed, or lost, before it sent a value; the cause says why if known. */
public final class SenderClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message says which channel
     * @param cause why the sender gave up, if it is known
     */
    public SenderClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
