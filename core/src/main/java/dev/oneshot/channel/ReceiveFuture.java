package dev.oneshot.channel;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.util.function.Function;

/** Waits until something can be taken out of the channel, or the channel has ended. */
final class ReceiveFuture<T, R> implements Future<R> {

    private final ChannelState<T> channel;
    private final Function<DueWakers, Poll<R>> take;
    private boolean ended;

    /** What {@code take} does happens under the channel's lock. */
    ReceiveFuture(ChannelState<T> channel, Function<DueWakers, Poll<R>> take) {
        this.channel = channel;
        this.take = take;
    }

    @Override
    public Poll<R> poll(Context context) {
        if (ended) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        Poll<R> poll = channel.receive(this, take, context.waker());
        ended = poll.isReady();
        return poll;
    }

    @Override
    public void close() {
        ended = true;
        channel.stopReceiving(this);
    }

    @Override
    public String toString() {
        return "receive from " + channel;
    }
}
