package dev.oneshot.net;

import dev.oneshot.Waker;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one operation that waits in one direction of a channel, with its latest waker. */
final class Waiter {

    private record Waiting(IoFuture<?> operation, Waker waker) {}

    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();

    /** Refuses if another operation waits, which this one would silently replace. */
    void set(IoFuture<?> operation, Waker waker) {
        Waiting mine = new Waiting(operation, waker);
        Waiting seen;
        do {
            seen = waiting.get();
            if (seen != null && seen.operation != operation) {
                throw new IllegalStateException(
                        operation + " would have to wait, but " + seen.operation + " waits already; close it first");
            }
        } while (!waiting.compareAndSet(seen, mine));
    }

    void clear(IoFuture<?> operation) {
        Waiting seen = waiting.get();
        if (seen != null && seen.operation == operation) {
            // If this fails the waiter was woken in between, and is gone already.
            waiting.compareAndSet(seen, null);
        }
    }

    /** Lets the operation go, and leaves it to the caller to wake it. */
    void release(List<Waker> due) {
        Waiting released = waiting.getAndSet(null);
        if (released != null) {
            due.add(released.waker);
        }
    }
}
