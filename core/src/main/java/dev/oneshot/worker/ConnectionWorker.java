package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Receiver;
import dev.oneshot.Waker;
import java.time.Duration;
import java.util.List;
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

    /** For the poll of an answer that is known to be here. */
    private static final Context AT_ONCE = Context.blocking(Waker.noop());

    private final WorkerBuilder<C> settings;
    private final JobLedger ledger = new JobLedger();
    private final Side<C> writer;
    private final @Nullable Side<C> readers;
    private final MergedReads<C> mergedReads = new MergedReads<>();
    private final WorkerLifecycle<C> lifecycle;

    ConnectionWorker(WorkerBuilder<C> settings) {
        this.settings = settings;
        Connector<C> readConnector = settings.readConnector;
        this.writer = Side.writer(settings, ledger);
        this.readers =
                readConnector == null || settings.readers == 0 ? null : Side.readers(settings, readConnector, ledger);
        this.lifecycle =
                new WorkerLifecycle<>(settings.name, readers == null ? List.of(writer) : List.of(writer, readers));
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
     * <p>Whoever drops the receiver never hears how the job ended: a job that fails is counted, and told to listeners, but
     * is not logged, since its failure is the answer. Closing the receiver calls the job off.
     *
     * @param job what to do with the connection
     * @return the receiver of the answer; closing it takes a job that waits out of the queue, and cancels one that runs
     * @param <R> the type of the answer
     * @throws QueueFullException if the queue is full
     * @throws WorkerStoppedException if the worker is not running
     */
    public <R extends @Nullable Object> Receiver<R> submit(Job<C, R> job) {
        return submit(job, JobOptions.defaults());
    }

    /**
     * Puts a job in the queue, without waiting, with options of its own. Whoever drops the receiver never hears how the job
     * ended, see {@link #submit(Job)}.
     *
     * @param job what to do with the connection
     * @param options its name, deadline, priority and transaction, whether it only reads, and what it may be merged with
     * @return the receiver of the answer; closing it takes a job that waits out of the queue, and cancels one that runs
     *     unless it is {@linkplain JobOptions#keptRunning kept running}
     * @param <R> the type of the answer
     * @throws QueueFullException if the queue is full
     * @throws WorkerStoppedException if the worker is not running
     */
    public <R extends @Nullable Object> Receiver<R> submit(Job<C, R> job, JobOptions options) {
        Side<C> side = sideOf(options);
        Object mergeKey = options.mergeKey();
        return mergeKey == null
                ? side.intake().submit(job, options)
                : mergedReads.submit(mergeKey, job, options, side, writer.queue());
    }

    /**
     * Waits for a place in the queue of the writer, in line with all others who wait for one.
     *
     * @return a future of the place; closing it leaves the line
     */
    public Future<Permit<C>> reserve() {
        return new Reservation<>(writer);
    }

    /**
     * Submits a job and blocks until its answer is here. If the queue is full it waits for a place, up to the worker's
     * admission time-out and no longer than the deadline; an interrupt ends that wait. A
     * {@linkplain JobOptions#mergedBy merged} read does not wait for a place.
     *
     * <p>If the connection is idle, and does not belong to its thread, the job runs on the calling thread, see
     * {@link WorkerBuilder#lendToCallers}; so it may when its turn comes after a wait for one of several readers.
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
     * @param options its name, deadline, priority and transaction, whether it only reads, and what it may be merged with
     * @return the answer
     * @param <R> the type of the answer
     * @throws RuntimeException what the job threw; a checked exception is the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @throws WorkerException if there is no answer for a reason that is not the job's
     * @throws dev.oneshot.runner.BlockOnInterruptedException if the thread was interrupted while it waited for the answer
     * @throws IllegalStateException if called from a job of this same worker, or on a thread that must not block
     */
    public <R extends @Nullable Object> R call(Job<C, R> job, JobOptions options) {
        Side<C> side = sideOf(options);
        if (side.isCurrentThread()) {
            throw side.refusals().selfAsk();
        }
        settings.runner.checkMayBlock();
        if (options.mergeKey() != null) {
            return settings.runner.blockOn(submit(job, options));
        }
        QueuedJob<C, R> submitted = side.intake().submitBlocking(job, options);
        if (submitted.isAnsweredOnLoan()) {
            return submitted.answerOnLoan();
        }
        if (submitted.isComplete() || side.broughtAnswer(submitted)) {
            return settings.runner.counter().poll(submitted, AT_ONCE).get();
        }
        Future<R> ownTurn = submitted.ownTurn;
        try {
            return settings.runner.blockOn(ownTurn == null ? submitted : ownTurn);
        } catch (Throwable failure) {
            // One that came before this thread could wait leaves a job that nobody else may come for.
            submitted.close();
            throw failure;
        }
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
        return lifecycle.phase() == WorkerLifecycle.Phase.RUNNING;
    }

    /**
     * What the worker is doing now. Cheap, and blocks nobody.
     *
     * @return the moment's picture
     */
    public WorkerSnapshot snapshot() {
        return Snapshots.of(settings, lifecycle.phase(), writer, readers);
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

    /**
     * How many transactions were committed since the worker was created, those of readers aside.
     *
     * @return how many
     */
    public long commits() {
        return ledger.commits();
    }

    /**
     * How many jobs were undone since the worker was created, those of readers aside: they threw, ended while they ran, or
     * their transaction was lost or its commit refused.
     *
     * @return how many
     */
    public long rollbacks() {
        return ledger.rollbacks();
    }

    private Side<C> sideOf(JobOptions options) {
        return readers != null && options.mayOvertakeWrites() ? readers : writer;
    }
}
