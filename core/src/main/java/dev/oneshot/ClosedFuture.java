package dev.oneshot;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The future behind {@link Sender#closed()}: waits for the end of a channel, by the same handshake as the receiver. */
final class ClosedFuture extends AtomicReference<@Nullable Waker> implements Future<@Nullable Void> {

    private static final long serialVersionUID = 1L;

    private final transient OneshotChannel<?> channel;
    private transient boolean completed;

    ClosedFuture(OneshotChannel<?> channel) {
        this.channel = channel;
    }

    @Override
    public Poll<@Nullable Void> poll(Context context) {
        if (completed) {
            throw new IllegalStateException("closed() of " + channel + ": polled again after it had completed");
        }
        if (!channel.isEnded()) {
            set(context.waker());
            // ORDERING: as in OneshotChannel.poll, the end is looked for again after the waker was stored.
            if (!channel.isEnded()) {
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
