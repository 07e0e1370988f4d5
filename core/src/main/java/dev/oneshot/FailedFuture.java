package dev.oneshot;

import dev.oneshot.internal.Unchecked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A future that has its failure from the beginning. */
final class FailedFuture<T extends @Nullable Object> implements Future<T> {

    private final Throwable failure;
    private boolean completed;

    FailedFuture(Throwable failure) {
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    @Override
    public Poll<T> poll(Context context) {
        if (completed) {
            throw new IllegalStateException("failed future: polled again after it had completed", failure);
        }
        completed = true;
        throw Unchecked.of(failure);
    }
}
