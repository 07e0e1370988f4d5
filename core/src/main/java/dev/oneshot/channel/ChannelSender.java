package dev.oneshot.channel;

import dev.oneshot.Future;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the sending ends of a {@link Channel}.
 *
 * <p>Thread-safe. Each holder closes its own sender; when the last one is closed, the receiver gets what is inside and
 * then the end. A wait for a place that has begun, and a {@link Permit}, hold the channel open just as a sender does.
 *
 * @param <T> the type of the messages
 */
public final class ChannelSender<T> implements AutoCloseable {

    private final ChannelState<T> channel;
    /** Guarded by the channel's lock. */
    boolean open = true;

    ChannelSender(ChannelState<T> channel) {
        this.channel = channel;
    }

    /**
     * Sends a message as soon as there is room. The future takes the message over: if the send is refused, or the future
     * is closed before it was ready, then the message was not sent and is closed if it is {@link AutoCloseable}. To keep
     * the message in these cases, {@link #reserve} first.
     *
     * @param message what to send
     * @return true when the message is in the channel; false if the receiver has closed
     */
    public Future<Boolean> send(T message) {
        return new SendFuture<>(channel, new PlaceFuture<>(channel, this), Objects.requireNonNull(message, "message"));
    }

    /**
     * Sends a message if there is room now. Does not overtake those who wait for room.
     *
     * @param message what to send; remains the caller's unless it was sent
     * @return how it ended
     * @throws IllegalStateException if this sender is closed
     */
    public SendResult trySend(T message) {
        return switch (channel.trySend(this, Objects.requireNonNull(message, "message"))) {
            case GRANTED -> SendResult.SENT;
            case FULL -> SendResult.FULL;
            case CLOSED -> SendResult.CLOSED;
        };
    }

    /**
     * Waits for a place, and keeps it for a message that need not exist yet. A place that was granted to a future which
     * is then closed goes to the next who waits.
     *
     * @return the place, or empty if the receiver has closed
     */
    public Future<Optional<Permit<T>>> reserve() {
        return new PlaceFuture<>(channel, this);
    }

    /**
     * Makes another sender of the same channel, to be closed on its own.
     *
     * @return the new sender
     * @throws IllegalStateException if this sender is closed
     */
    public ChannelSender<T> duplicate() {
        return channel.duplicate(this);
    }

    /**
     * Tells whether the receiver has closed, so that the work for a message can be spared.
     *
     * @return true once the receiver has closed; this sender's own end does not count
     */
    public boolean isClosed() {
        return channel.isClosed();
    }

    /**
     * Ends this sender. Waits that have begun go on; a send or reserve that was not polled before fails with an
     * {@link IllegalStateException}. Idempotent.
     */
    @Override
    public void close() {
        channel.closeSender(this);
    }

    /** Under the channel's lock. */
    void requireOpen() {
        if (!open) {
            throw new IllegalStateException(this + ": it was closed before");
        }
    }

    @Override
    public String toString() {
        return "sender of " + channel;
    }
}
