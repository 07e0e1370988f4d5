package dev.oneshot.channel;

/**
 * A bounded queue of messages from any number of {@link ChannelSender}s to one {@link ChannelReceiver}.
 *
 * <p>It has a fixed number of places. A sender that finds none free waits for one, in the order of arrival; nobody
 * overtakes. The end is told by value and never by exception: when every sender has closed, the receiver gets what is
 * still inside and then an empty answer; when the receiver has closed, senders are refused.
 *
 * <p><b>Who owns a message.</b> {@link ChannelSender#send} takes it over; it is the channel's until it is received.
 * Whatever the channel gives up on its way (a send that was refused or closed before it was done, a message inside when
 * the receiver {@linkplain ChannelReceiver#discard discards}) is closed if it is {@link AutoCloseable}. What
 * {@link ChannelSender#trySend} or {@link Permit#send} refuse was never taken over and stays the caller's.
 *
 * <p>This object only holds the two ends: hand each to its owner and forget it.
 *
 * @param sender the first sender; {@link ChannelSender#duplicate} makes more
 * @param receiver the one receiver
 * @param <T> the type of the messages, which are never null
 */
public record Channel<T>(ChannelSender<T> sender, ChannelReceiver<T> receiver) {

    /**
     * Opens a channel.
     *
     * @param capacity how many messages it holds, at least 1
     * @return its two ends
     * @param <T> the type of the messages
     */
    public static <T> Channel<T> bounded(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity of a channel must be at least 1, but is " + capacity);
        }
        ChannelState<T> state = new ChannelState<>(capacity);
        return new Channel<>(new ChannelSender<>(state), new ChannelReceiver<>(state));
    }
}
