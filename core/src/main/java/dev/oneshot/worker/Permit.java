package dev.oneshot.worker;

import dev.oneshot.Receiver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A reserved place in a worker's queue, good for one job. Got by {@link ConnectionWorker#reserve}; a permit that is not
 * used must be closed, or its place stays empty. Thread-safe.
 *
 * @param <C> the type of the connection
 */
public final class Permit<C> implements AutoCloseable {

    private final Side<C> side;
    private final AtomicBoolean used = new AtomicBoolean();

    Permit(Side<C> side) {
        this.side = side;
    }

    /**
     * Puts a job on the reserved place; it is never refused for want of room.
     *
     * @param job what to do with the connection
     * @param options its name, deadline and the rest; a job that only reads runs on the writer's connection, too
     * @return the receiver of the answer
     * @param <R> the type of the answer
     * @throws IllegalStateException if this permit was used or closed before
     * @throws WorkerStoppedException if the worker has stopped meanwhile
     */
    public <R extends @Nullable Object> Receiver<R> submit(Job<C, R> job, JobOptions options) {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "this permit of worker '" + side.workerName() + "' was used or closed before");
        }
        return side.intake().submitReserved(job, options);
    }

    /** Gives the place back, unless it was used. Idempotent. */
    @Override
    public void close() {
        if (used.compareAndSet(false, true)) {
            side.queue().giveBack();
        }
    }
}
