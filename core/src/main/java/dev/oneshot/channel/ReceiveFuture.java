package dev.oneshot.channel;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;

/** Waits until something can be taken out of the channel, or the channel has ended. */
abstract class ReceiveFuture<T, R> implements Future<R> {

    private final ChannelState<T> channel;
    private boolean ended;

    ReceiveFuture(ChannelState<T> channel) {
        this.channel = channel;
    }

    /** Takes out what is there, under the channel's lock. */
    abstract Poll<R> take(DueWakers due);

    @Override
    public final Poll<R> poll(Context context) {
        if (ended) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        if (channel.canReceive() && !context.tryProceed()) {
            return Poll.pending();
        }
        boolean pending = false;
        try {
            Poll<R> poll = channel.receive(this, context.waker());
            pending = !poll.isReady();
            return poll;
        } finally {
            ended = !pending;
        }
    }

    @Override
    public final void close() {
        ended = true;
        channel.stopReceiving(this);
    }

    @Override
    public final String toString() {
        return "receive from " + channel;
    }
}
