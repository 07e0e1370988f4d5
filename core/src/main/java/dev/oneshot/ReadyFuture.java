package dev.oneshot;

import org.jspecify.annotations.Nullable;

/** A future that has its value from the beginning. */
final class ReadyFuture<T extends @Nullable Object> implements Future<T> {

    private @Nullable Poll<T> answer;

    ReadyFuture(T value) {
        answer = Poll.ready(value);
    }

    @Override
    public Poll<T> poll(Context context) {
        Poll<T> taken = answer;
        if (taken == null) {
            throw new IllegalStateException("ready future: polled again after it had completed");
        }
        answer = null;
        return taken;
    }
}
