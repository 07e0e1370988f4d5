package dev.oneshot.sync;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import org.jspecify.annotations.Nullable;

/** Drives a future until it ends or the token is cancelled; of the two the future comes first, but for the first poll. */
final class CancellableFuture<T extends @Nullable Object> implements Future<T> {

    private enum State {
        NEW,
        RUNNING,
        ENDED
    }

    private final CancellationToken token;
    private final Future<T> future;
    private final CancelledFuture cancelled;
    private State state = State.NEW;

    CancellableFuture(CancellationToken token, Future<T> future) {
        this.token = token;
        this.future = future;
        this.cancelled = new CancelledFuture(token);
    }

    @Override
    public Poll<T> poll(Context context) {
        if (state == State.ENDED) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        boolean pending = false;
        try {
            if (state == State.NEW) {
                closeIfCancelled(token.isCancelled());
                state = State.RUNNING;
            }
            Poll<T> poll = future.poll(context);
            if (!poll.isReady()) {
                // Without the budget, which the future may use up in every poll.
                closeIfCancelled(cancelled.poll(Context.of(context.waker())).isReady());
                pending = true;
            }
            return poll;
        } finally {
            if (!pending) {
                state = State.ENDED;
                cancelled.close();
            }
        }
    }

    @Override
    public void close() {
        if (state != State.ENDED) {
            state = State.ENDED;
            cancelled.close();
            future.close();
        }
    }

    private void closeIfCancelled(boolean isCancelled) {
        if (isCancelled) {
            future.close();
            token.throwIfCancelled();
        }
    }

    @Override
    public String toString() {
        return future + ", until " + token;
    }
}
