package dev.oneshot;

/** Thrown by a {@link Receiver} that was closed before a value was sent, also to the thread that was waiting on it. */
public final class ReceiverClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message says which channel
     */
    public ReceiverClosedException(String message) {
        super(message);
    }
}
