package dev.oneshot.channel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place in a {@link Channel} that is kept for one message. Any thread may use it, once; unused, it must be closed so
 * that others get the place.
 *
 * @param <T> the type of the message
 */
public final class Permit<T> implements AutoCloseable {

    private final ChannelState<T> channel;
    private final AtomicBoolean used = new AtomicBoolean();

    Permit(ChannelState<T> channel) {
        this.channel = channel;
    }

    /**
     * Puts the message on the place, without waiting, also after the receiver was closed.
     *
     * @param message what to send
     * @return true if it is in the channel; false if the receiver has discarded everything, and the message is still the
     *     caller's
     * @throws IllegalStateException if this permit was used or closed before
     */
    public boolean send(T message) {
        Objects.requireNonNull(message, "message");
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("permit of " + channel + ": it was used or closed before");
        }
        return channel.put(message);
    }

    /** Gives the place back, to the next who waits for one. Does nothing after {@link #send}. Idempotent. */
    @Override
    public void close() {
        if (used.compareAndSet(false, true)) {
            channel.giveBack();
        }
    }
}
