package dev.oneshot.internal;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The future behind {@link dev.oneshot.Sender#closed()}: waits for the end of a channel, which looks for the waker here
 * after it has ended.
 */
final class ClosedFuture extends AtomicReference<@Nullable Waker> implements Future<@Nullable Void> {

    private static final long serialVersionUID = 1L;

    private final transient OneshotCore<?> channel;
    private transient boolean completed;

    ClosedFuture(OneshotCore<?> channel) {
        this.channel = channel;
    }

    @Override
    public Poll<@Nullable Void> poll(Context context) {
        if (completed) {
            throw new IllegalStateException("closed() of " + channel + ": polled again after it had completed");
        }
        if (!channel.isComplete()) {
            set(context.waker());
            // ORDERING: the end is looked for again after the waker was stored; wakeOnce() comes after the end.
            if (!channel.isComplete()) {
                return Poll.pending();
            }
            set(null);
        }
        completed = true;
        return Poll.ready(null);
    }

    @Override
    public void close() {
        set(null);
    }

    void wakeOnce() {
        Waker waiting = getAndSet(null);
        if (waiting != null) {
            waiting.wake();
        }
    }
}
