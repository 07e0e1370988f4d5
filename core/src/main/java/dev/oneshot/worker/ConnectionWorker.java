package dev.oneshot.worker;

import dev.oneshot.Oneshot;
import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shares one connection between many threads: they submit jobs to a bounded queue, one thread that owns the connection
 * runs them in order, and each answer goes back to exactly the caller that asked.
 *
 * <p>Every job that was accepted is answered: with its result, its own throwable, or a {@link WorkerException} that says
 * what happened instead. The answer is sent last of all, after the commit, when the connection is ready for the next
 * job. Thread-safe.
 *
 * <p>A worker is made by {@link #over}, refuses jobs until {@link #start}, and again after {@link #stop}; it can be
 * started again.
 *
 * @param <C> the type of the connection
 */
public final class ConnectionWorker<C> implements AutoCloseable {

    private final WorkerBuilder<C> settings;
    private final long deadlineNanos;
    private final JobLedger ledger = new JobLedger();
    private final JobQueue<C> queue;
    private final WorkerLifecycle<C> lifecycle;

    ConnectionWorker(WorkerBuilder<C> settings) {
        this.settings = settings;
        this.deadlineNanos = Durations.nanos(settings.deadline);
        this.queue = new JobQueue<>(settings.queueCapacity);
        this.lifecycle = new WorkerLifecycle<>(settings, queue);
    }

    /**
     * Begins to describe a worker.
     *
     * @param connector how to handle the connection
     * @return a builder with the defaults
     * @param <C> the type of the connection
     */
    public static <C> WorkerBuilder<C> over(Connector<C> connector) {
        return new WorkerBuilder<>(connector);
    }

    /**
     * The worker's name.
     *
     * @return the name
     */
    public String name() {
        return settings.name;
    }

    /**
     * Puts a job in the queue, without waiting.
     *
     * @param job what to do with the connection
     * @return the receiver of the answer; closing it calls the job off if it has not begun
     * @param <R> the type of the answer
     * @throws QueueFullException if the queue is full
     * @throws WorkerStoppedException if the worker is not running
     */
    public <R extends @Nullable Object> Receiver<R> submit(Job<C, R> job) {
        return submit(job, JobOptions.defaults());
    }

    /**
     * Puts a job in the queue, without waiting, with options of its own.
     *
     * @param job what to do with the connection
     * @param options its name and its deadline
     * @return the receiver of the answer; closing it calls the job off if it has not begun
     * @param <R> the type of the answer
     * @throws QueueFullException if the queue is full
     * @throws WorkerStoppedException if the worker is not running
     */
    public <R extends @Nullable Object> Receiver<R> submit(Job<C, R> job, JobOptions options) {
        JobReceiver<C, R> receiver = receiver(job, options);
        admit(receiver.job(), options, queue.offer(receiver.job(), 0));
        return receiver;
    }

    /**
     * Submits a job and blocks until its answer is here. If the queue is full it waits for a place, up to the worker's
     * admission time-out and no longer than the deadline; an interrupt ends that wait.
     *
     * @param job what to do with the connection
     * @return the answer
     * @param <R> the type of the answer
     * @throws RuntimeException what the job threw; a checked exception is the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @throws WorkerException if there is no answer for a reason that is not the job's
     * @throws dev.oneshot.runner.BlockOnInterruptedException if the thread was interrupted while it waited for the answer
     * @throws IllegalStateException if called from a job of this same worker, or on a thread that must not block
     */
    public <R extends @Nullable Object> R call(Job<C, R> job) {
        return call(job, JobOptions.defaults());
    }

    /**
     * Submits a job with options of its own and blocks until its answer is here, as {@link #call(Job)} does.
     *
     * @param job what to do with the connection
     * @param options its name and its deadline
     * @return the answer
     * @param <R> the type of the answer
     */
    public <R extends @Nullable Object> R call(Job<C, R> job, JobOptions options) {
        if (isWorkerThread()) {
            throw selfAsk();
        }
        settings.runner.checkMayBlock();
        JobReceiver<C, R> receiver = receiver(job, options);
        long patience = Math.min(Durations.nanos(settings.admissionTimeout), deadlineNanos(options));
        admit(receiver.job(), options, queue.offer(receiver.job(), patience));
        return settings.runner.blockOn(receiver);
    }

    /**
     * Starts the thread, opens the connection, and accepts jobs. Blocks until the first attempt to connect is over. Does
     * nothing if the worker runs.
     *
     * @throws ConnectionFailedException if the connection cannot be opened and the worker is to fail fast
     */
    public void start() {
        lifecycle.start();
    }

    /**
     * Stops within the time that the worker was built with, see {@link #stop(Duration)}.
     */
    public void stop() {
        lifecycle.stop(settings.stopTimeout);
    }

    /**
     * Refuses new jobs, lets the accepted ones finish, fails those that did not finish in time with
     * {@link WorkerStoppedException}, closes the connection on its thread, and returns when the thread has ended. A job
     * that does not react to an interrupt may keep the thread, and the connection, beyond that; it is then named in the
     * log. Does nothing if the worker is stopped.
     *
     * @param timeout how long the accepted jobs may take
     * @throws IllegalStateException if called from a job of this worker
     */
    public void stop(Duration timeout) {
        lifecycle.stop(Durations.notNegative(timeout, "timeout"));
    }

    /** Stops, see {@link #stop()}. The worker can be started again all the same. */
    @Override
    public void close() {
        stop();
    }

    /**
     * Whether jobs are accepted.
     *
     * @return true between start and stop, connected or not
     */
    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    /**
     * What the worker is doing now. Cheap, and blocks nobody.
     *
     * @return the moment's picture
     */
    public WorkerSnapshot snapshot() {
        return lifecycle.snapshot();
    }

    /**
     * How many jobs have ended in a certain way since the worker was created.
     *
     * @param outcome the way
     * @return how many
     */
    public long count(JobOutcome outcome) {
        return ledger.count(Objects.requireNonNull(outcome, "outcome"));
    }

    /**
     * Adds a listener that is told of every job that ends from now on.
     *
     * @param listener what to call
     */
    public void addListener(WorkerListener listener) {
        ledger.add(Objects.requireNonNull(listener, "listener"));
    }

    boolean isWorkerThread() {
        return lifecycle.isCurrentThread();
    }

    IllegalStateException selfAsk() {
        return new IllegalStateException(
                "worker '" + settings.name + "': a job of this worker cannot wait for another job of"
                        + " the same worker, since only this thread could run it. Use the connection at hand, or submit the job"
                        + " and return without waiting.");
    }

    void cancel(QueuedJob<C, ?> job) {
        if (job.cancel()) {
            queue.remove(job);
        }
    }

    private <R extends @Nullable Object> JobReceiver<C, R> receiver(Job<C, R> job, JobOptions options) {
        String name = JobTicket.nameOf(options.name(), Objects.requireNonNull(job, "job"));
        JobTicket ticket = new JobTicket(settings.name, name, ledger, settings.timer);
        // The decorator comes first: if it throws, no channel has been opened that nobody would complete.
        Job<C, R> decorated = Objects.requireNonNull(settings.decorator.decorate(job), "decorated job");
        Oneshot<R> oneshot = settings.oneshots.create();
        QueuedJob<C, R> queued = new QueuedJob<>(ticket, decorated, oneshot.sender());
        return new JobReceiver<>(queued, oneshot.receiver(), this);
    }

    private void admit(QueuedJob<C, ?> job, JobOptions options, JobQueue.Admission admission) {
        switch (admission) {
            case ACCEPTED -> watchDeadline(job, deadlineNanos(options));
            case FULL -> throw refused(job, lifecycle.queueFull(job.ticket().name()));
            case CLOSED -> throw refused(job, lifecycle.notRunning());
        }
    }

    private long deadlineNanos(JobOptions options) {
        Duration own = options.deadline();
        return own == null ? deadlineNanos : Durations.nanos(own);
    }

    private void watchDeadline(QueuedJob<C, ?> job, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return;
        }
        try {
            long remaining = Math.max(0, nanos - job.ticket().ageNanos());
            job.watch(settings.timer.schedule(remaining, () -> {
                // The place is free before the caller is told, who may want it for the next attempt.
                queue.remove(job);
                job.expire();
            }));
        } catch (Throwable failure) {
            // The caller gets no receiver, so its job must not run unheard.
            queue.remove(job);
            job.fail(JobOutcome.FAILED, failure);
            throw failure;
        }
    }

    private WorkerException refused(QueuedJob<C, ?> job, WorkerException reason) {
        job.fail(JobOutcome.REFUSED, reason);
        return reason;
    }
}
