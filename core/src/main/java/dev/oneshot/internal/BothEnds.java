package dev.oneshot.internal;

import dev.oneshot.Waker;
import org.jspecify.annotations.Nullable;

/** Who waits for the end of a channel, where the sender waits for it as well, or alone. */
record BothEnds(@Nullable Waker receiving, ClosedFuture sending) implements Waker {

    @Override
    public void wake() {
        if (receiving != null) {
            receiving.wake();
        }
        sending.wakeOnce();
    }
}
