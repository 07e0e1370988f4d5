package dev.oneshot.sync;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Waits for a token to be cancelled. */
final class CancelledFuture implements Future<@Nullable Void> {

    private final CancellationToken token;
    private boolean ended;

    /** Guarded by the token's lock; there only while the token has this future among its waiters. */
    @Nullable Waker waker;

    CancelledFuture(CancellationToken token) {
        this.token = token;
    }

    @Override
    public Poll<@Nullable Void> poll(Context context) {
        if (ended) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        if (token.isCancelled() && !context.tryProceed()) {
            return Poll.pending();
        }
        if (token.await(this, context.waker())) {
            return Poll.pending();
        }
        ended = true;
        return Poll.ready(null);
    }

    @Override
    public void close() {
        ended = true;
        token.stopWaiting(this);
    }

    Waker takeWaker() {
        Waker taken = Objects.requireNonNull(waker);
        waker = null;
        return taken;
    }

    @Override
    public String toString() {
        return "wait for " + token;
    }
}
