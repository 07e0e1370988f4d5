package dev.oneshot.benchmarks.access;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;

/**
 * A worker as it comes: bounded queue, deadline, counts, group commit.
 *
 * @param <C> the type of the connection
 */
public final class WorkerAccess<C> implements Access<C> {

    private static final JobOptions READING = JobOptions.defaults().readOnly();

    private final ConnectionWorker<C> worker;
    private final boolean hasReaders;

    private WorkerAccess(ConnectionWorker<C> worker, boolean hasReaders) {
        this.worker = worker;
        this.hasReaders = hasReaders;
        worker.start();
    }

    /** The worker does all the work on its one connection. */
    public static <C> WorkerAccess<C> of(ConnectionWorker<C> worker) {
        return new WorkerAccess<>(worker, false);
    }

    /** The worker has readers, and is told what only reads. */
    public static <C> WorkerAccess<C> withReaders(ConnectionWorker<C> worker) {
        return new WorkerAccess<>(worker, true);
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) {
        return readOnly && hasReaders ? worker.call(work::on, READING) : worker.call(work::on);
    }

    @Override
    public void close() {
        worker.close();
    }
}
