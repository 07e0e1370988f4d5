package dev.oneshot;

import org.jspecify.annotations.Nullable;

/**
 * The completing end of a {@link Oneshot}: sends one value, or fails, or closes without either.
 *
 * <p>Every method may be called by any thread. The channel is completed once: of several threads that try, exactly one
 * wins and the others get an {@link IllegalStateException}. Whatever happened before the completion is visible to the
 * receiver after it. No method blocks.
 *
 * @param <T> the type of the value
 */
public sealed interface Sender<T extends @Nullable Object> extends AutoCloseable permits OneshotChannel, WatchedSender {

    /**
     * Hands the value over.
     *
     * @param value the value; may be null
     * @return true if the value can now be received, which is not yet a proof of receipt; false if the receiver has
     *     closed, and the caller still has the value
     * @throws IllegalStateException if this channel was already sent to, failed or closed by a sender
     */
    boolean send(T value);

    /**
     * Completes the receiver with a failure.
     *
     * @param failure what the receiver throws: this instance if unchecked, otherwise as the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @return true if the failure can now be received, false if the receiver has closed
     * @throws IllegalStateException if this channel was already sent to, failed or closed by a sender
     */
    boolean fail(Throwable failure);

    /** Gives up: the receiver throws {@link SenderClosedException}. Does nothing if the channel has ended. */
    @Override
    default void close() {
        close(null);
    }

    /**
     * Gives up and says why. Does nothing if the channel has ended.
     *
     * @param cause becomes the cause of the receiver's {@link SenderClosedException}; null for none
     */
    void close(@Nullable Throwable cause);

    /**
     * Tells whether the receiver has closed before anything was sent, so that the work for the value can be spared.
     *
     * @return true once the receiver has closed; this sender's own end does not count
     */
    boolean isClosed();

    /**
     * Waits until nobody wants the value any more: the future completes when the receiver closes, or at this sender's
     * own send, fail or close, so that nothing can hang on it. One waiter per channel: as long as that is open, every
     * call returns the same future.
     *
     * @return a future of null
     */
    Future<@Nullable Void> closed();
}
