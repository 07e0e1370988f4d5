package dev.oneshot.benchmarks.access;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;

/**
 * A worker as it comes: bounded queue, deadline, counts, group commit.
 *
 * @param <C> the type of the connection
 */
public final class WorkerAccess<C> implements Access<C> {

    private final ConnectionWorker<C> worker;
    private final JobOptions reading;
    private final JobOptions writing;

    private WorkerAccess(ConnectionWorker<C> worker, JobOptions reading, JobOptions writing) {
        this.worker = worker;
        this.reading = reading;
        this.writing = writing;
        worker.start();
    }

    /** The worker is told nothing of the jobs. */
    public static <C> WorkerAccess<C> of(ConnectionWorker<C> worker) {
        return new WorkerAccess<>(worker, JobOptions.defaults(), JobOptions.defaults());
    }

    /** The worker is told what only reads, and may have readers for that. */
    public static <C> WorkerAccess<C> tellingReads(ConnectionWorker<C> worker, JobOptions options) {
        return new WorkerAccess<>(worker, options.readOnly(), options);
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) {
        return worker.call(work::on, readOnly ? reading : writing);
    }

    @Override
    public void close() {
        worker.close();
    }
}
