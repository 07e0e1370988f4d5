package dev.oneshot.lincheck;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import java.util.function.Supplier;

/** One future for each thread of a scenario, so that its creation, each of its polls and its close are separate steps. */
final class Slots<T> {

    private static final int THREADS = 8;

    private final Object[] futures = new Object[THREADS];

    /** Makes the thread's future, unless it has one. */
    void begin(int thread, Supplier<Future<T>> future) {
        if (futures[thread] == null) {
            futures[thread] = future.get();
        }
    }

    /** Polls the thread's future, which it has no longer once it was ready. */
    String poll(int thread) {
        Future<T> future = get(thread);
        if (future == null) {
            return "none";
        }
        Poll<T> poll = future.poll(new CountingWaker().context());
        if (poll.isReady()) {
            futures[thread] = null;
        }
        return poll.toString();
    }

    void close(int thread) {
        Future<T> future = get(thread);
        if (future != null) {
            future.close();
            futures[thread] = null;
        }
    }

    @SuppressWarnings("unchecked") // put there by begin
    private Future<T> get(int thread) {
        return (Future<T>) futures[thread];
    }
}
