package dev.oneshot;

import org.jspecify.annotations.Nullable;

/** A future that has its value from the beginning. */
final class ReadyFuture<T extends @Nullable Object> implements Future<T> {

    private final T value;
    private boolean completed;

    ReadyFuture(T value) {
        this.value = value;
    }

    @Override
    public Poll<T> poll(Context context) {
        if (completed) {
            throw new IllegalStateException("ready future: polled again after it had completed");
        }
        completed = true;
        return Poll.ready(value);
    }
}
