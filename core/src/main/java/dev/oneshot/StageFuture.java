package dev.oneshot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The future behind {@link Futures#from}: waits for a stage of the JDK, to which it adds itself at its first poll. */
final class StageFuture<T extends @Nullable Object> implements Future<T> {

    private final CompletableFuture<T> stage;
    private volatile @Nullable Waker waker;
    private boolean subscribed;
    private boolean completed;

    StageFuture(CompletableFuture<T> stage) {
        this.stage = stage;
    }

    @Override
    public Poll<T> poll(Context context) {
        if (completed) {
            throw new IllegalStateException("future of " + stage + ": polled again after it had completed");
        }
        if (!stage.isDone()) {
            waker = context.waker();
            if (!subscribed) {
                subscribed = true;
                stage.whenComplete((value, failure) -> wake());
            }
            // ORDERING: the stage is looked at again after the waker was stored, as it may have ended in between.
            if (!stage.isDone()) {
                return Poll.pending();
            }
            waker = null;
        }
        completed = true;
        return Poll.ready(outcome());
    }

    @Override
    public void close() {
        waker = null;
        stage.cancel(true);
    }

    private T outcome() {
        try {
            return stage.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : OneshotChannel.unchecked(e.getCause());
        }
    }

    private void wake() {
        Waker waiting = waker;
        if (waiting != null) {
            waker = null;
            waiting.wake();
        }
    }
}
