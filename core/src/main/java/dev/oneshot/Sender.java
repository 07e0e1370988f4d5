package dev.oneshot;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Objects;
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
public final class Sender<T extends @Nullable Object> implements AutoCloseable {

    private final OneshotChannel<T> channel;
    private final Cleaner.@Nullable Cleanable leakWatch;

    Sender(OneshotChannel<T> channel, @Nullable LeakWatch watch) {
        this.channel = channel;
        this.leakWatch = watch == null ? null : watch.over(this);
    }

    /**
     * Hands the value over.
     *
     * @param value the value; may be null
     * @return true if the value can now be received, which is not yet a proof of receipt; false if the receiver has
     *     closed, and the caller still has the value
     * @throws IllegalStateException if this channel was already sent to, failed or closed by a sender
     */
    public boolean send(T value) {
        return complete(channel.send(value), "send");
    }

    /**
     * Completes the receiver with a failure.
     *
     * @param failure what the receiver throws: this instance if unchecked, otherwise as the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @return true if the failure can now be received, false if the receiver has closed
     * @throws IllegalStateException if this channel was already sent to, failed or closed by a sender
     */
    public boolean fail(Throwable failure) {
        return complete(channel.fail(Objects.requireNonNull(failure, "failure")), "fail");
    }

    /** Gives up: the receiver throws {@link SenderClosedException}. Does nothing if the channel has ended. */
    @Override
    public void close() {
        close(null);
    }

    /**
     * Gives up and says why. Does nothing if the channel has ended.
     *
     * @param cause becomes the cause of the receiver's {@link SenderClosedException}; null for none
     */
    public void close(@Nullable Throwable cause) {
        channel.closeSender(cause);
        release();
    }

    /**
     * Tells whether the receiver has closed before anything was sent, so that the work for the value can be spared.
     *
     * @return true once the receiver has closed; this sender's own end does not count
     */
    public boolean isClosed() {
        return channel.isReceiverClosed();
    }

    /**
     * Waits until nobody wants the value any more: the future completes when the receiver closes, or at this sender's
     * own send, fail or close, so that nothing can hang on it. One waiter per channel: every call returns the same
     * future.
     *
     * @return a future of null
     */
    public Future<@Nullable Void> closed() {
        return channel.closed();
    }

    private boolean complete(Completion completion, String verb) {
        release();
        return switch (completion) {
            case DELIVERED -> true;
            case RECEIVER_CLOSED -> false;
            case ALREADY_COMPLETED ->
                throw new IllegalStateException(
                        channel + ": cannot " + verb + ", a sender has already completed this channel");
        };
    }

    private void release() {
        if (leakWatch != null) {
            leakWatch.clean();
        }
        // Without the fence this sender could be collected, and reported as a leak, in the middle of its own send.
        Reference.reachabilityFence(this);
    }

    @Override
    public String toString() {
        return "sender of " + channel;
    }
}
