package dev.oneshot;

import org.jspecify.annotations.Nullable;

/**
 * A channel for one value, from one {@link Sender} to one {@link Receiver}.
 *
 * <p>The semantics are those of Tokio's {@code sync::oneshot}; {@link Sender} and {@link Receiver} tell the cases. This
 * object only holds the two ends: hand each to its owner and forget it.
 *
 * @param sender the end that completes the channel
 * @param receiver the end that waits for the value, a {@link Future}
 * @param <T> the type of the value
 */
public record Oneshot<T extends @Nullable Object>(Sender<T> sender, Receiver<T> receiver) {

    /**
     * Opens a channel that nobody counts or watches; {@link OneshotFactory} opens one that is.
     *
     * @return the two ends of a new channel
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> Oneshot<T> create() {
        OneshotChannel<T> channel = new OneshotChannel<>();
        return new Oneshot<>(channel, new OneshotReceiver<>(channel));
    }
}
