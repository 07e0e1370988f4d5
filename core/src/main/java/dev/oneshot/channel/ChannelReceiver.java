package dev.oneshot.channel;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.util.List;
import java.util.Optional;

/**
 * The receiving end of a {@link Channel}.
 *
 * <p>It belongs to one consumer: of the futures it makes, one may wait at a time; a second that would have to wait fails
 * with an {@link IllegalStateException}. They hold no message while they wait, so closing one loses nothing. The other
 * methods may be called by any thread.
 *
 * <p>Not {@link AutoCloseable}, since there are two ways to end it: {@link #close} leaves what was accepted to be
 * received, {@link #discard} drops it.
 *
 * @param <T> the type of the messages
 */
public final class ChannelReceiver<T> {

    private final ChannelState<T> channel;

    ChannelReceiver(ChannelState<T> channel) {
        this.channel = channel;
    }

    /**
     * Waits for the next message.
     *
     * @return the message; empty at the end of the channel
     */
    public Future<Optional<T>> receive() {
        return new ReceiveFuture<>(channel) {
            @Override
            Poll<Optional<T>> take(DueWakers due) {
                return channel.take(due);
            }
        };
    }

    /**
     * Waits for a message and takes with it all that are there, up to a limit.
     *
     * @param limit the most to take, at least 1
     * @return the messages in order, at least one; none at the end of the channel
     */
    public Future<List<T>> receiveMany(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of receiveMany must be at least 1, but is " + limit);
        }
        return new ReceiveFuture<>(channel) {
            @Override
            Poll<List<T>> take(DueWakers due) {
                return channel.takeMany(limit, due);
            }
        };
    }

    /**
     * Takes the next message if it is there, without registering a waker.
     *
     * @return the message; empty at the end of the channel; pending while there may come one later
     */
    public Poll<Optional<T>> tryReceive() {
        return channel.tryReceive();
    }

    /**
     * How many messages are inside at the moment.
     *
     * @return the messages that were sent and not received
     */
    public int size() {
        return channel.size();
    }

    /**
     * Refuses whatever is sent from now on; those who wait for a place are refused, too. What is inside can still be
     * received, and so can what the holders of a {@link Permit} still send; then comes the end. Idempotent.
     */
    public void close() {
        channel.close();
    }

    /**
     * Closes, and drops what is inside: each message that is {@link AutoCloseable} is closed, on this thread. The end
     * comes at once; also the holders of a {@link Permit} are refused. Idempotent.
     */
    public void discard() {
        channel.discard();
    }

    @Override
    public String toString() {
        return "receiver of " + channel;
    }
}
