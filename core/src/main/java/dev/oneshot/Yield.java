package dev.oneshot;

import org.jspecify.annotations.Nullable;

/** A future that is pending once, and wakes whoever polls it at once. */
final class Yield implements Future<@Nullable Void> {

    private boolean yielded;
    private boolean completed;

    @Override
    public Poll<@Nullable Void> poll(Context context) {
        if (completed) {
            throw new IllegalStateException("yield: polled again after it had completed");
        }
        if (!yielded) {
            yielded = true;
            context.waker().wake();
            return Poll.pending();
        }
        completed = true;
        return Poll.ready(null);
    }
}
