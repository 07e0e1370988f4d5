package dev.oneshot.lincheck;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import java.util.function.Supplier;

/** One future for each thread of a scenario, so that its polls and its close are separate steps. */
final class Slots<T> {

    private static final int THREADS = 8;

    private final Object[] futures = new Object[THREADS];

    /** Polls the thread's future, or a new one if it has none. */
    String poll(int thread, Supplier<Future<T>> begin) {
        @SuppressWarnings("unchecked") // put there below
        Future<T> pending = (Future<T>) futures[thread];
        Future<T> future = pending == null ? begin.get() : pending;
        Poll<T> poll = future.poll(new CountingWaker().context());
        futures[thread] = poll.isReady() ? null : future;
        return poll.toString();
    }

    void close(int thread) {
        Future<?> pending = (Future<?>) futures[thread];
        if (pending != null) {
            pending.close();
            futures[thread] = null;
        }
    }
}
