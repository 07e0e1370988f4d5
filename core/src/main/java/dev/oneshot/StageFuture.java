package dev.oneshot;

import dev.oneshot.internal.Unchecked;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The future behind {@link Futures#from}: waits for a stage of the JDK, to which it adds itself at its first poll. */
final class StageFuture<T extends @Nullable Object> implements Future<T> {

    /** Null when this has ended, so that it keeps neither the stage nor the value. */
    private @Nullable CompletableFuture<T> stage;

    private volatile @Nullable Waker waker;
    private boolean subscribed;

    StageFuture(CompletableFuture<T> stage) {
        this.stage = stage;
    }

    @Override
    public Poll<T> poll(Context context) {
        CompletableFuture<T> waitedFor = stage;
        if (waitedFor == null) {
            throw new IllegalStateException("future of a stage: polled again after it had completed or was closed");
        }
        if (!waitedFor.isDone()) {
            waker = context.waker();
            if (!subscribed) {
                subscribed = true;
                waitedFor.whenComplete((value, failure) -> wake());
            }
            // ORDERING: the stage is looked at again after the waker was stored, as it may have ended in between.
            if (!waitedFor.isDone()) {
                return Poll.pending();
            }
            waker = null;
        }
        stage = null;
        return Poll.ready(outcome(waitedFor));
    }

    @Override
    public void close() {
        waker = null;
        CompletableFuture<T> waitedFor = stage;
        stage = null;
        if (waitedFor != null) {
            waitedFor.cancel(true);
        }
    }

    private static <T extends @Nullable Object> T outcome(CompletableFuture<T> stage) {
        try {
            return stage.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : Unchecked.of(e.getCause());
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
