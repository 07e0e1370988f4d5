package dev.oneshot.internal;

import java.util.concurrent.CompletionException;

/** Any failure, as a poll throws it: a poll throws unchecked only. */
public final class Unchecked {

    private Unchecked() {}

    /** Itself if it is unchecked, otherwise as the cause of a {@link CompletionException}; an error is thrown from here. */
    public static RuntimeException of(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
    }
}
