package dev.oneshot.sync;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link CancellationToken#runUntilCancelled}: whichever ends first, the future or the wait for the token, which then
 * fails. Before both stands a look at the token, which only the first poll takes.
 */
final class UntilCancelled {

    private UntilCancelled() {}

    static <T extends @Nullable Object> Future<T> of(Future<T> future, CancellationToken token) {
        Future<T> cancelled = token.cancelled().then(over -> {
            token.throwIfCancelled();
            return Futures.never();
        });
        return Futures.first(List.of(new FirstLook<>(token), future, cancelled));
    }

    /** Fails at its first poll if the token is cancelled by then; never ends later. */
    private static final class FirstLook<T extends @Nullable Object> implements Future<T> {

        private final CancellationToken token;
        private boolean taken;

        FirstLook(CancellationToken token) {
            this.token = token;
        }

        @Override
        public Poll<T> poll(Context context) {
            if (!taken) {
                taken = true;
                token.throwIfCancelled();
            }
            return Poll.pending();
        }

        @Override
        public String toString() {
            return "a look at " + token;
        }
    }
}
