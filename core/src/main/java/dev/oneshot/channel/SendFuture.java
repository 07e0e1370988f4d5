package dev.oneshot.channel;

import dev.oneshot.Context;
import dev.oneshot.Dropped;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import org.jspecify.annotations.Nullable;

/** Waits for a place and puts its message there; owns the message until then. */
final class SendFuture<T> implements Future<Boolean> {

    private final ChannelState<T> channel;
    private final PlaceFuture<T> place;
    private @Nullable T message;

    SendFuture(ChannelState<T> channel, PlaceFuture<T> place, T message) {
        this.channel = channel;
        this.place = place;
        this.message = message;
    }

    @Override
    public Poll<Boolean> poll(Context context) {
        T sending = message;
        if (sending == null) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        if (!place.mayProceed(context)) {
            return Poll.pending();
        }
        Places.Admission admission;
        try {
            admission = channel.send(place, sending, context.waker());
        } catch (IllegalStateException senderClosed) {
            drop();
            throw senderClosed;
        }
        return switch (admission) {
            case GRANTED -> {
                message = null;
                yield Poll.ready(true);
            }
            case FULL -> Poll.pending();
            case CLOSED -> {
                drop();
                yield Poll.ready(false);
            }
        };
    }

    @Override
    public void close() {
        place.close();
        drop();
    }

    private void drop() {
        T dropped = message;
        message = null;
        if (dropped != null) {
            Dropped.close(dropped);
        }
    }

    @Override
    public String toString() {
        return "send to " + channel;
    }
}
