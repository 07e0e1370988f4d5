package dev.oneshot;

import org.jspecify.annotations.Nullable;

/** Thrown by a {@link Receiver} whose sender was closed, or lost, before it sent a value; the cause says why if known. */
public final class SenderClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SenderClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
